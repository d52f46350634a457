package org.morphoscope.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/**
 * Data that cannot be used. The message is one complete sentence for the person who gave the data:
 * which file, where in it, what was expected, what was found and what to do.
 */
public final class DataFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * An error whose message is already such a sentence.
   *
   * @param sentence complete, for the person who gave the data
   */
  public DataFormatException(String sentence) {
    super(sentence);
  }

  /**
   * As above, with the failure that lies behind.
   *
   * @param sentence complete, for the person who gave the data
   * @param cause what was thrown first
   */
  public DataFormatException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /**
   * {@return the exception with its sentence}
   *
   * @param file the file that cannot be used, named in the sentence
   * @param place where in the file, such as {@code byte 3073 (record 1)}, or empty for the whole
   *     file
   * @param expected what should be there
   * @param found what is there
   * @param remedy what a person can do about it
   */
  public static DataFormatException at(
      Path file, String place, String expected, String found, String remedy) {
    String where = place.isEmpty() ? file.toString() : file + ", " + place;
    return new DataFormatException(
        where + ": expected " + expected + ", found " + found + "; " + remedy + ".");
  }

  /**
   * {@return the sentence behind a failure, or that the file cannot be read}
   *
   * @param file what was read
   * @param failure thrown by one of the threads that read it
   */
  public static DataFormatException behind(Path file, UncheckedIOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DataFormatException sentence) {
        return sentence;
      }
    }
    return unreadable(file, failure.getCause());
  }

  /**
   * {@return what is to be said of a file or folder that the system would not let us read}
   *
   * @param file the file that cannot be used, named in the sentence
   * @param cause the system's refusal
   */
  public static DataFormatException unreadable(Path file, IOException cause) {
    String reason =
        cause instanceof AccessDeniedException
            ? "access is denied"
            : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new DataFormatException(
        file
            + ": expected a readable file, found that reading fails ("
            + reason
            + "); check its permissions and the disk.",
        cause);
  }
}
