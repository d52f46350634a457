package org.morphoscope.ui.candidates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reasons as the table has room for them. */
class RowReasonsTest {
  @ParameterizedTest
  @CsvSource({
    "repeats new neuron #8 of conv3, repeats conv3 #8",
    "repeats split conv2 3, repeats conv2 3",
    "saves less than it costs in loss, costs too much",
    "below its price, below its price"
  })
  void aReasonFitsIntoItsCell(String whole, String brief) {
    assertEquals(brief, RowReasons.brief(whole));
  }
}
