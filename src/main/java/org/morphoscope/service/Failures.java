package org.morphoscope.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.morphoscope.text.Texts;

/** What a person is told of a failure; the log has the rest. */
final class Failures {
  private Failures() {}

  static String sentence(Throwable failure, int round) {
    Throwable cause = failure instanceof UncheckedIOException e ? e.getCause() : failure;
    String message = cause.getMessage();
    boolean told =
        (cause instanceof IOException || cause instanceof IllegalArgumentException)
            && message != null
            && !message.isBlank();
    if (told) {
      return message.endsWith(".") ? message : message + ".";
    }
    if (cause instanceof OutOfMemoryError) {
      return Texts.of(
          "Memory ran out in round %d: choose a smaller batch or fewer images, or give Java more memory with -Xmx; the rounds before it are kept.",
          round);
    }
    return Texts.of(
        "The program failed in round %d (%s%s); the log file has the details, and the rounds before it are kept.",
        round, cause.getClass().getSimpleName(), message == null ? "" : ": " + message);
  }
}
