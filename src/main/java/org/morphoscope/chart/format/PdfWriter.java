package org.morphoscope.chart.format;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;
import org.morphoscope.chart.Drawing;
import org.morphoscope.chart.Drawing.Outline;
import org.morphoscope.chart.Drawing.Words;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.RichText;
import org.morphoscope.chart.Typeface;

/**
 * Drawings as PDF 1.4, which every LaTeX takes: vectors, and text in embedded subsets of TrueType
 * fonts, as publishers ask for (no Type 3). No transparency.
 */
final class PdfWriter {
  private static final float VERSION = 1.4f;
  private static final int ROUND = 1;

  private final Drawing drawing;
  private final PDPageContentStream page;
  private final PDFont regular;
  private final PDFont medium;
  private final Typeface typeface = Typeface.load();

  private PdfWriter(Drawing drawing, PDPageContentStream page, PDFont regular, PDFont medium) {
    this.drawing = drawing;
    this.page = page;
    this.regular = regular;
    this.medium = medium;
  }

  static void write(FigureSpec spec, Drawing drawing, OutputStream out) throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.setVersion(VERSION);
      // the file's identifier is made of this and the content, not of the time
      document.setDocumentId((long) spec.name().hashCode());
      describe(document.getDocumentInformation(), spec);
      PDPage page = new PDPage(new PDRectangle((float) drawing.width(), (float) drawing.height()));
      document.addPage(page);
      PDFont regular = font(document, false);
      boolean strong =
          drawing.items().stream().anyMatch(item -> item instanceof Words w && w.strong());
      PDFont medium = strong ? font(document, true) : regular;
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        new PdfWriter(drawing, content, regular, medium).items();
      }
      document.save(out, CompressParameters.NO_COMPRESSION);
    }
  }

  private static PDFont font(PDDocument document, boolean strong) throws IOException {
    try (InputStream file = Typeface.file(strong)) {
      return PDType0Font.load(document, file, true);
    }
  }

  private static void describe(PDDocumentInformation information, FigureSpec spec) {
    information.setTitle(RichText.plain(spec.title()));
    if (!spec.caption().isEmpty()) {
      information.setSubject(RichText.plain(spec.caption()));
    }
    information.setCreator("Morphoscope");
    StringBuilder keywords = new StringBuilder();
    for (Map.Entry<String, String> entry : spec.metadata().entrySet()) {
      keywords.append(keywords.isEmpty() ? "" : "; ");
      keywords.append(entry.getKey()).append(": ").append(entry.getValue());
      information.getCOSObject().setString(COSName.getPDFName(entry.getKey()), entry.getValue());
    }
    information.setKeywords(keywords.toString());
  }

  private void items() throws IOException {
    page.setLineJoinStyle(ROUND);
    for (Drawing.Item item : drawing.items()) {
      if (item instanceof Outline outline) {
        outline(outline);
      } else if (item instanceof Words words) {
        words(words);
      }
    }
  }

  private void outline(Outline outline) throws IOException {
    if (outline.clip().isPresent()) {
      Rectangle2D clip = outline.clip().get();
      page.saveGraphicsState();
      page.addRect(
          (float) clip.getX(),
          y(clip.getMaxY()),
          (float) clip.getWidth(),
          (float) clip.getHeight());
      page.clip();
    }
    if (outline.fill().isPresent()) {
      int rgb = outline.fill().get();
      page.setNonStrokingColor(share(rgb, 16), share(rgb, 8), share(rgb, 0));
    }
    if (outline.stroke().isPresent()) {
      int rgb = outline.stroke().get();
      page.setStrokingColor(share(rgb, 16), share(rgb, 8), share(rgb, 0));
      page.setLineWidth((float) outline.lineWidth());
      float[] dash = new float[outline.dash().length];
      for (int i = 0; i < dash.length; i++) {
        dash[i] = (float) outline.dash()[i];
      }
      page.setLineDashPattern(dash, 0);
    }
    path(outline.path());
    if (outline.fill().isPresent() && outline.stroke().isPresent()) {
      page.fillAndStroke();
    } else if (outline.fill().isPresent()) {
      page.fill();
    } else {
      page.stroke();
    }
    if (outline.clip().isPresent()) {
      page.restoreGraphicsState();
    }
  }

  private void path(Path2D path) throws IOException {
    float[] at = new float[6];
    float x = 0;
    float y = 0;
    for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
      switch (i.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> {
          page.moveTo(at[0], y(at[1]));
          x = at[0];
          y = at[1];
        }
        case PathIterator.SEG_LINETO -> {
          page.lineTo(at[0], y(at[1]));
          x = at[0];
          y = at[1];
        }
        case PathIterator.SEG_QUADTO -> {
          page.curveTo(
              x + 2f / 3 * (at[0] - x),
              y(y + 2f / 3 * (at[1] - y)),
              at[2] + 2f / 3 * (at[0] - at[2]),
              y(at[3] + 2f / 3 * (at[1] - at[3])),
              at[2],
              y(at[3]));
          x = at[2];
          y = at[3];
        }
        case PathIterator.SEG_CUBICTO -> {
          page.curveTo(at[0], y(at[1]), at[2], y(at[3]), at[4], y(at[5]));
          x = at[4];
          y = at[5];
        }
        default -> page.closePath();
      }
    }
  }

  private void words(Words words) throws IOException {
    page.setNonStrokingColor(
        share(words.colour(), 16), share(words.colour(), 8), share(words.colour(), 0));
    double angle = words.turned() ? Math.PI / 2 : 0;
    double along = 0 - words.width() * words.anchor().share();
    for (RichText.Run run : words.runs()) {
      // what the typeface has as text, what it lacks as outlines
      for (String part : Typeface.parts(run.text(), typeface::isKnown)) {
        double x = words.x() + along * Math.cos(angle);
        double y = drawing.height() - words.y() + along * Math.sin(angle);
        if (typeface.isKnown(part.codePointAt(0))) {
          text(part, words.strong(), run, Matrix.getRotateInstance(angle, (float) x, (float) y));
        } else {
          AffineTransform at = AffineTransform.getTranslateInstance(x, drawing.height() - y);
          at.rotate(0 - angle);
          at.translate(0, 0 - run.rise());
          path(new Path2D.Double(typeface.outline(part, run.size(), words.strong()), at));
          page.fill();
        }
        along += typeface.width(part, run.size(), words.strong());
      }
    }
  }

  private void text(String text, boolean strong, RichText.Run run, Matrix at) throws IOException {
    page.beginText();
    page.setTextMatrix(at);
    page.setFont(strong ? medium : regular, (float) run.size());
    page.setTextRise((float) run.rise());
    page.showText(text);
    page.setTextRise(0);
    page.endText();
  }

  /** Grows upwards in PDF. */
  private float y(double down) {
    return (float) (drawing.height() - down);
  }

  private static float share(int rgb, int shift) {
    return ((rgb >> shift) & 255) / 255f;
  }
}
