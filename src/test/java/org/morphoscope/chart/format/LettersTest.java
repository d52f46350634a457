package org.morphoscope.chart.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Specs;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.Table;
import org.morphoscope.chart.Table.Column;

/** Names in letters that the typeface lacks, and names that mean harm to the file they are in. */
class LettersTest {
  private static final String LAYER = "\u5C421";

  /** For private use at the end of Unicode: no font has it. */
  private static final String NOWHERE = Character.toString(0x10FFFD);

  private static final Table NAMES =
      new Table(
          List.of(Column.of("layer", ""), Column.of("value", "")),
          List.of(
              List.of("=1+1", 1L),
              List.of("<b>|x`", 2L),
              List.of("a\u001b[2Jb", -3.0),
              List.of("-0.5", -1L)));

  private static FigureSpec named(String name) {
    FigureSpec spec = Specs.everything();
    return FigureSpec.of(spec.name(), name, spec.panels(), spec.metadata()).columns(1);
  }

  private static byte[] written(String name, Format format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Figures.write(named(name), Style.page().texts(true, false), format, bytes);
    return bytes.toByteArray();
  }

  @Test
  void formatsOfTextKeepTheLetters() throws IOException {
    for (Format format : List.of(Format.SVG, Format.TEX)) {
      String text = new String(written(LAYER, format), StandardCharsets.UTF_8);
      assertTrue(text.contains(LAYER), format.toString());
    }
  }

  @Test
  void formatsOfShapesAreWrittenAndSayWhatNoFontHas() throws IOException {
    for (String name : List.of(LAYER, "\uD83D\uDC31 net", "a" + NOWHERE + "b")) {
      assertTrue(written(name, Format.PNG).length > 1000, name);
      try (var document = Loader.loadPDF(written(name, Format.PDF))) {
        String text = new PDFTextStripper().getText(document);
        assertFalse(text.contains("?"), name);
      }
    }
    Style style = Style.page().texts(true, false);
    assertEquals(Set.of(NOWHERE), Figures.missing(named("a" + NOWHERE), style));
    assertEquals(Set.of(), Figures.missing(named("plain \u00fc \u03b8"), style));
  }

  @Test
  void namesAreHarmlessInTables() {
    String csv = Tables.csv(NAMES);
    assertTrue(csv.contains("'=1+1,1"), csv);
    assertTrue(csv.contains("-0.5,-1"), csv);
    String markdown = Tables.markdown(NAMES);
    assertTrue(markdown.contains("&lt;b>\\|x\\`"), markdown);
    String html = Tables.html(NAMES);
    assertTrue(html.contains("&lt;b&gt;|x`"), html);
    for (String text : List.of(markdown, html, Tables.tex(NAMES))) {
      assertFalse(text.contains("\u001b"), text);
    }
  }
}
