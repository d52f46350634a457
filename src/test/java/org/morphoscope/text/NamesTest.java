package org.morphoscope.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @Test
  void aNumberReadsAlikeUnderEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      for (String tag : new String[] {"ar-EG-u-nu-arab", "de-DE", "hi-IN-u-nu-deva", "tr-TR"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertEquals("round-003 1,234.50", Texts.of("round-%03d %,.2f", 3, 1234.5), tag);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void onlyTheIndentedLinesOfAListStayLines() {
    assertEquals(
        "2 files:" + System.lineSeparator() + "  a\uFFFDb" + System.lineSeparator() + "  c\uFFFDd",
        Names.shownWithList("2 files:\n  a\u001Bb\n  c\nd"));
  }

  @Test
  void whatMovesTheCursorOrTurnsTheTextIsNotShown() {
    assertEquals("a\uFFFD[2Jb\uFFFDc\uFFFDd\uFFFD", Names.shown("a\u001B[2Jb\nc\u202Ed\u0000"));
    assertEquals(
        "\u5C42 Fr\u00FCchte \uD83D\uDC31", Names.shown("\u5C42 Fr\u00FCchte \uD83D\uDC31"));
  }

  @ParameterizedTest
  @CsvSource({
    "chain:16-4-32-4, chain-16-4-32-4",
    "a/b\\c, a-b-c",
    "../up, up",
    "what? *now*, what-now",
    "Früchte 1, Früchte-1",
    "..., unnamed"
  })
  void aNameBecomesAFileNameOfEverySystem(String name, String file) {
    assertEquals(file, Names.inFileName(name));
  }

  @Test
  void aLongNameBecomesAFileNameThatFits() {
    assertTrue(Names.inFileName("n".repeat(5000)).length() <= 120);
  }

  @ParameterizedTest
  @CsvSource({
    "=1+1, '''=1+1'",
    "@cmd, '''@cmd'",
    "+sum(1), '''+sum(1)'",
    "-cat, '''-cat'",
    "-0.5, -0.5",
    "+1e-6, +1e-6",
    "-, -",
    "plain, plain"
  })
  void noCellIsAFormula(String text, String cell) {
    assertEquals(cell, Names.inCell(text));
  }
}
