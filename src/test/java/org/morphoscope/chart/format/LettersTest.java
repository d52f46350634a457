package org.morphoscope.chart.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Specs;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.Table;
import org.morphoscope.chart.Table.Column;
import org.morphoscope.chart.Typeface;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

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

  /** A chess piece is in no text typeface; DejaVu, which most systems have, has it. */
  @Test
  void svgHasTheShapesOfLettersThatOnlyThisSystemKnows() throws Exception {
    String piece = "\u265E";
    assumeTrue(Typeface.load().isBorrowed(piece.codePointAt(0)), "no font with a chess piece here");
    Element plain = group(named("ab c"));
    assertNull(plain, "a title that the typeface has is one text");
    Element group = group(named("ab " + piece + piece + " c"));
    assertEquals("ab " + piece + piece + " c", group.getAttribute("aria-label"));
    NodeList texts = group.getElementsByTagName("text");
    assertEquals(2, texts.getLength());
    assertEquals("ab ", texts.item(0).getTextContent());
    assertEquals(" c", texts.item(1).getTextContent());
    NodeList paths = group.getElementsByTagName("path");
    assertEquals(1, paths.getLength());
    assertTrue(((Element) paths.item(0)).getAttribute("d").length() > 50, "a shape");
    double size = Double.parseDouble(((Element) texts.item(0)).getAttribute("font-size"));
    boolean strong = ((Element) texts.item(0)).hasAttribute("font-weight");
    double before = Typeface.load().width("ab " + piece + piece, size, strong);
    double first = Double.parseDouble(((Element) texts.item(0)).getAttribute("x"));
    double second = Double.parseDouble(((Element) texts.item(1)).getAttribute("x"));
    assertEquals(before, second - first, 0.01);
    String turned = group.getAttribute("transform");
    assertTrue(turned.matches("translate\\([0-9.]+ [0-9.]+\\)( rotate\\(-90\\))?"), turned);
  }

  /** Null where no words are put together of parts. */
  private static Element group(FigureSpec spec) throws Exception {
    String svg = Figures.svg(spec, Style.page().texts(true, false));
    return (Element) parsed(svg).getElementsByTagName("g").item(0);
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatIsNoCharacterLeavesTheFileXml() throws Exception {
    Document svg = parsed(Figures.svg(named("a\uD83D|\uFFFF|\uFFFE|\u0001b"), Style.page()));
    String title = svg.getElementsByTagName("title").item(0).getTextContent();
    assertEquals("a\uFFFD|\uFFFD|\uFFFD| b", title);
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
