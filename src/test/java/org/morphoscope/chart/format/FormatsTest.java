package org.morphoscope.chart.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDCIDFontType2;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.morphoscope.chart.Specs;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.Table;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Every format holds what it must, as an independent reader sees it. */
class FormatsTest {
  private static final Style STYLE = Style.column().size(3.25, 4);

  private static byte[] bytes(Format format, Style style) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Figures.write(Specs.everything(), style, format, out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void theSameFigureGivesTheSameBytes(Format format) throws IOException {
    assertArrayEquals(bytes(format, STYLE), bytes(format, STYLE));
  }

  @Test
  void pdfHasItsTextAndOnlyEmbeddedTrueTypeSubsets() throws IOException {
    try (PDDocument pdf = Loader.loadPDF(bytes(Format.PDF, STYLE.texts(true, true)))) {
      // turned words come out in pieces
      String text = new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
      for (String word : List.of("Loss[nats]", "Everymark", "peak", "a<b&c_d", "explain")) {
        assertTrue(text.contains(word), word + " in: " + text);
      }
      assertEquals(3.25 * 72, pdf.getPage(0).getMediaBox().getWidth(), 1e-3);
      assertEquals(4 * 72, pdf.getPage(0).getMediaBox().getHeight(), 1e-3);
      PDResources resources = pdf.getPage(0).getResources();
      List<PDFont> fonts = new ArrayList<>();
      for (COSName name : resources.getFontNames()) {
        fonts.add(resources.getFont(name));
      }
      assertEquals(2, fonts.size());
      for (PDFont font : fonts) {
        assertTrue(font instanceof PDType0Font, font.getSubType());
        assertTrue(((PDType0Font) font).getDescendantFont() instanceof PDCIDFontType2);
        assertTrue(font.isEmbedded());
        assertTrue(font.getName().matches("[A-Z]{6}\\+Roboto.*"), font.getName());
      }
    }
  }

  @Test
  void pdfSaysWhereItIsFrom() throws IOException {
    try (PDDocument pdf = Loader.loadPDF(bytes(Format.PDF, STYLE))) {
      var information = pdf.getDocumentInformation();
      assertEquals("Every mark", information.getTitle());
      assertEquals("run-7", information.getCustomMetadataValue("Run"));
      assertEquals("7", information.getCustomMetadataValue("Seed"));
      assertEquals("1.2.3", information.getCustomMetadataValue("Version"));
      assertTrue(pdf.getVersion() <= 1.5, "LaTeX warns of newer files");
    }
  }

  @Test
  void svgIsWellFormedWithTextAsText() throws Exception {
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(bytes(Format.SVG, STYLE)));
    assertEquals("svg", svg.getDocumentElement().getTagName());
    assertEquals("234pt", svg.getDocumentElement().getAttribute("width"));
    List<String> texts = texts(svg.getElementsByTagName("text"));
    for (String word : List.of("Loss [nats]", "peak", "a < b & c_d", "Size [103 px]")) {
      assertTrue(texts.contains(word), word + " in " + texts);
    }
    assertTrue(texts(svg.getElementsByTagName("m:entry")).contains("run-7"));
    assertEquals(0, svg.getElementsByTagName("image").getLength());
  }

  private static List<String> texts(NodeList nodes) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void svgForPagesLeavesTheTypefaceToThePage() throws IOException {
    assertFalse(Figures.svg(Specs.everything(), STYLE).contains("@font-face"));
    assertTrue(new String(bytes(Format.SVG, STYLE), StandardCharsets.UTF_8).contains("@font-face"));
    assertTrue(Figures.fontFace().startsWith("@font-face{font-family:Roboto"));
  }

  @Test
  void pngHasTheSizeAndTheResolution() throws IOException {
    byte[] png = bytes(Format.PNG, STYLE.dpi(200));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(650, image.getWidth());
    assertEquals(800, image.getHeight());
    assertEquals(List.of(650, 800), Figures.pixels(STYLE.dpi(200)));
    ByteBuffer size = chunk(png, "pHYs");
    assertEquals(7874, size.getInt());
    assertEquals(7874, size.getInt());
    assertEquals(1, size.get());
    String origin = StandardCharsets.UTF_8.decode(chunk(png, "iTXt")).toString();
    assertTrue(origin.startsWith("Title"), origin);
    assertTrue(new String(png, StandardCharsets.ISO_8859_1).contains("run-7"));
  }

  private static ByteBuffer chunk(byte[] png, String type) {
    ByteBuffer file = ByteBuffer.wrap(png);
    file.position(8);
    while (file.remaining() >= 12) {
      int length = file.getInt();
      byte[] name = new byte[4];
      file.get(name);
      if (new String(name, StandardCharsets.US_ASCII).equals(type)) {
        return file.slice(file.position(), length);
      }
      file.position(file.position() + length + 4);
    }
    throw new AssertionError("no chunk " + type);
  }

  @Test
  void tikzHasTheDataAsCoordinatesAndEscapesTexts() throws IOException {
    String tex = new String(bytes(Format.TEX, STYLE), StandardCharsets.UTF_8);
    assertTrue(tex.contains("(1.0,3.0) +- (0,0.5)"), tex);
    assertTrue(tex.contains("(nan,nan)"));
    assertTrue(tex.contains("xmode=log"));
    assertTrue(tex.contains("\\addlegendentry{a $<$ b \\& c\\_d}"));
    assertTrue(tex.contains("\\addlegendentry{50 \\% \\#2}"));
    assertTrue(tex.contains("xlabel={Size [10\\textsuperscript{3} px]}"));
    assertTrue(tex.contains("% Run: run-7"));
    assertTrue(tex.chars().allMatch(c -> c < 0x80), "plain ASCII");
  }

  @Test
  void csvQuotesAndKeepsEveryDigit() {
    Table table =
        new Table(
            List.of(Table.Column.of("loss", "nats"), Table.Column.of("note", "")),
            List.of(List.of(0.1 + 0.2, "a \"b\", c"), List.of(Double.NaN, Table.NONE)));
    assertEquals(
        "loss [nats],note\r\n0.30000000000000004,\"a \"\"b\"\", c\"\r\n,\r\n", Tables.csv(table));
  }

  @Test
  void paperThatIsTooSmallIsRefusedInASentence() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Figures.svg(Specs.everything(), Style.column().size(1, 1).fontSize(20)));
    assertTrue(e.getMessage().contains("too small"), e.getMessage());
  }
}
