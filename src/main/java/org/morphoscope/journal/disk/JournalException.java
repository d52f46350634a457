package org.morphoscope.journal.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of a run that cannot be read or written. The message is one complete sentence: which file,
 * where in it, what was expected, what was found and what to do.
 */
public final class JournalException extends IOException {
  private static final long serialVersionUID = 1L;

  JournalException(String sentence) {
    super(sentence);
  }

  JournalException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /**
   * {@return the exception with its sentence}
   *
   * @param file the file's path
   * @param place where in the file, such as {@code line 3}, or empty for the whole file
   * @param expected what should be there
   * @param found what is there
   * @param remedy what to do
   */
  public static JournalException at(
      Path file, String place, String expected, String found, String remedy) {
    String where = place.isEmpty() ? file.toString() : file + ", " + place;
    return new JournalException(
        where + ": expected " + expected + ", found " + found + "; " + remedy + ".");
  }

  /**
   * {@return the sentence for a file that could not be read}
   *
   * @param file the file's path
   * @param cause what the system said; already a sentence: returned as it is
   */
  public static JournalException unreadable(Path file, IOException cause) {
    if (cause instanceof JournalException sentence) {
      return sentence;
    }
    return new JournalException(
        file
            + ": expected a readable file, found that reading fails ("
            + reason(cause)
            + "); check the path, its permissions and the disk.",
        cause);
  }

  /**
   * {@return the sentence for a file that could not be written}
   *
   * @param file the file's path
   * @param cause what the system said; already a sentence: returned as it is
   */
  public static JournalException unwritable(Path file, IOException cause) {
    if (cause instanceof JournalException sentence) {
      return sentence;
    }
    return new JournalException(
        file
            + ": cannot be written ("
            + reason(cause)
            + "); free space on the disk or choose a folder that you may write to, then resume"
            + " the run.",
        cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (cause instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (cause instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
