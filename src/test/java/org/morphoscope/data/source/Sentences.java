package org.morphoscope.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.morphoscope.data.DataFormatException;

/** Checks that a rejection is one complete sentence that says what it must. */
final class Sentences {
  private Sentences() {}

  static void rejection(String source, String... parts) {
    check(assertThrows(DataFormatException.class, () -> DataSource.open(source)), parts);
  }

  static void check(DataFormatException failure, String... parts) {
    String message = failure.getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.endsWith("."), message);
    assertTrue(message.contains("expected"), message);
    assertTrue(message.contains("found"), message);
    assertTrue(message.contains("; "), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message + "\nlacks: " + part);
    }
  }
}
