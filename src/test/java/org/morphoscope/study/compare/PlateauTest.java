package org.morphoscope.study.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PlateauTest {
  @Test
  void theTailIsWhatThePlateauLeavesAndAtLeastAnEpoch() {
    assertEquals(9, Plateau.of("8").tailOf(17));
    assertEquals(1, Plateau.of("20").tailOf(17));
    assertEquals(8, Plateau.of("50%").tailOf(17));
    assertEquals(1, Plateau.of("99%").tailOf(17));
    assertEquals(0, Plateau.of("50%").tailOf(0));
  }

  @Test
  void itsTextLeadsBackToIt() {
    for (String text : new String[] {"1", "8", "1%", "99%"}) {
      assertEquals(text, Plateau.of(text).label());
    }
  }

  @Test
  void anythingElseIsRefusedInOneSentence() {
    for (String text : new String[] {"0", "-1", "0%", "100%", "half", "%", "", "1.5"}) {
      assertEquals(
          "expected a number of epochs, 1 to 100,000, or a share of them, 1% to 99%, found '"
              + text
              + "'",
          assertThrows(IllegalArgumentException.class, () -> Plateau.of(text)).getMessage());
    }
  }
}
