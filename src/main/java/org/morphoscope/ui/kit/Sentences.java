package org.morphoscope.ui.kit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.morphoscope.text.Texts;

/** What a person is told of an error; the log has the rest. */
public final class Sentences {
  private Sentences() {}

  /**
   * {@return the sentence for a person: errors of ours are sentences; of others, the kind is told
   * too}
   *
   * @param error whatever was thrown
   */
  public static String of(Throwable error) {
    String message = error.getMessage();
    if (error instanceof AccessDeniedException) {
      return message + ": this file or folder may not be read or written; change its permissions.";
    }
    if (error instanceof NoSuchFileException) {
      return message + ": expected this file or folder, found none; perhaps it was moved.";
    }
    if (error instanceof FileSystemException system) {
      return Texts.of(
          "%s: the system refused it (%s); check the disk and the permissions.",
          system.getFile(), system.getReason());
    }
    boolean ours = error instanceof IOException || error instanceof IllegalArgumentException;
    return ours && message != null
        ? message
        : Texts.of("Something went wrong (%s); the log tells more.", error);
  }
}
