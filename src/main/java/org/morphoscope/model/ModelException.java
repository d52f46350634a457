package org.morphoscope.model;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.morphoscope.text.Texts;

/**
 * A model's file that cannot be read. The message is one complete sentence: which file, where in
 * it, what was expected, what was found and what to do.
 */
public final class ModelException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 300;

  ModelException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /**
   * {@return the sentence about a file with something in it that cannot be used}
   *
   * @param file the file; read whole
   * @param e what was met, and where
   */
  public static ModelException of(Path file, UnsuitableException e) {
    String where = e.place().isEmpty() ? file.toString() : file + ", " + shown(e.place());
    return new ModelException(
        Texts.of(
            "%s: expected %s, found %s; %s.",
            where, shown(e.expected()), shown(e.found()), e.remedy()),
        e);
  }

  /** Names come from the file: they must not break the line or fill the screen. */
  private static String shown(String text) {
    StringBuilder safe = new StringBuilder();
    for (char c : text.substring(0, Math.min(text.length(), LONGEST)).toCharArray()) {
      boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
      safe.append(breaks ? '?' : c);
    }
    return text.length() > LONGEST ? safe.append("...").toString() : safe.toString();
  }

  /**
   * {@return the sentence about a file that the system does not give}
   *
   * @param file the file; read whole
   * @param e the system's refusal
   */
  public static ModelException unreadable(Path file, IOException e) {
    String reason =
        e instanceof NoSuchFileException ? "no such file" : e.getClass().getSimpleName();
    return new ModelException(
        Texts.of(
            "%s: expected a readable file, found that reading fails (%s); check the path and its permissions.",
            file, reason),
        e);
  }
}
