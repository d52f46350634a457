package org.morphoscope.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FormatsTest {
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void useALocaleWithADecimalComma() {
    Locale.setDefault(Locale.GERMANY);
  }

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @Test
  void numbersHaveADecimalPointInEveryLocale() {
    assertEquals("\u22120.00213 \u00b1 0.00041", Formats.delta(-0.00213, 0.00041));
    assertEquals("12.3k", Formats.compact(12_345));
    assertEquals("1.6100", Formats.loss(1.61));
    assertEquals("+1,234", Formats.signedCount(1234));
    assertEquals("61.2 %", Formats.percent(0.6123));
  }

  @Test
  void durationsReadLikeClocks() {
    assertEquals("8 s", Formats.duration(8));
    assertEquals("2:05", Formats.duration(125));
    assertEquals("1:02:05", Formats.duration(3725));
    assertEquals("\u2013", Formats.duration(Double.NaN));
  }
}
