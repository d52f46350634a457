package org.morphoscope.chart.format;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.morphoscope.chart.Drawing;
import org.morphoscope.chart.Drawing.Outline;
import org.morphoscope.chart.Drawing.Words;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.RichText;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.Typeface;

/** Drawings as pixels, with the resolution (pHYs) and the origin (iTXt) in the file. */
final class PngWriter {
  private static final double METRES_PER_INCH = 0.0254;
  private static final String NATIVE = "javax_imageio_png_1.0";

  private PngWriter() {}

  static void write(FigureSpec spec, Drawing drawing, int dpi, OutputStream out)
      throws IOException {
    BufferedImage image = paint(drawing, dpi / Style.POINTS_PER_INCH);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
      metadata.mergeTree(NATIVE, describe(spec, dpi));
      writer.write(new IIOImage(image, null, metadata));
    } finally {
      writer.dispose();
    }
  }

  private static IIOMetadataNode describe(FigureSpec spec, int dpi) {
    IIOMetadataNode root = new IIOMetadataNode(NATIVE);
    IIOMetadataNode size = new IIOMetadataNode("pHYs");
    String perMetre = Long.toString(Math.round(dpi / METRES_PER_INCH));
    size.setAttribute("pixelsPerUnitXAxis", perMetre);
    size.setAttribute("pixelsPerUnitYAxis", perMetre);
    size.setAttribute("unitSpecifier", "meter");
    root.appendChild(size);
    IIOMetadataNode texts = new IIOMetadataNode("iTXt");
    texts.appendChild(text("Title", RichText.plain(spec.title())));
    texts.appendChild(text("Software", "Morphoscope"));
    spec.metadata().forEach((name, value) -> texts.appendChild(text(name, value)));
    root.appendChild(texts);
    return root;
  }

  private static IIOMetadataNode text(String keyword, String value) {
    IIOMetadataNode node = new IIOMetadataNode("iTXtEntry");
    node.setAttribute("keyword", keyword);
    node.setAttribute("compressionFlag", "FALSE");
    node.setAttribute("compressionMethod", "0");
    node.setAttribute("languageTag", "en");
    node.setAttribute("translatedKeyword", keyword);
    node.setAttribute("text", value);
    return node;
  }

  /**
   * @param scale pixels per point
   */
  static BufferedImage paint(Drawing drawing, double scale) {
    int width = (int) Math.round(drawing.width() * scale);
    int height = (int) Math.round(drawing.height() * scale);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.scale(width / drawing.width(), height / drawing.height());
      Typeface typeface = Typeface.load();
      for (Drawing.Item item : drawing.items()) {
        if (item instanceof Outline outline) {
          outline(graphics, outline);
        } else if (item instanceof Words words) {
          words(graphics, words, typeface);
        }
      }
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private static void outline(Graphics2D graphics, Outline outline) {
    Shape before = graphics.getClip();
    outline.clip().ifPresent(graphics::clip);
    if (outline.fill().isPresent()) {
      graphics.setColor(new Color(outline.fill().get()));
      graphics.fill(outline.path());
    }
    if (outline.stroke().isPresent()) {
      graphics.setColor(new Color(outline.stroke().get()));
      graphics.setStroke(stroke(outline));
      graphics.draw(outline.path());
    }
    graphics.setClip(before);
  }

  private static BasicStroke stroke(Outline outline) {
    float[] dash = outline.dash().length == 0 ? null : new float[outline.dash().length];
    for (int i = 0; i < outline.dash().length; i++) {
      dash[i] = (float) outline.dash()[i];
    }
    return new BasicStroke(
        (float) outline.lineWidth(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  /** As outlines of the font file, so that no font system decides how it looks. */
  private static void words(Graphics2D graphics, Words words, Typeface typeface) {
    graphics.setColor(new Color(words.colour()));
    AffineTransform at = AffineTransform.getTranslateInstance(words.x(), words.y());
    if (words.turned()) {
      at.rotate(-Math.PI / 2);
    }
    at.translate(-words.width() * words.anchor().share(), 0);
    for (RichText.Run run : words.runs()) {
      AffineTransform raised = new AffineTransform(at);
      raised.translate(0, -run.rise());
      graphics.fill(
          typeface.outline(run.text(), run.size(), words.strong()).createTransformedShape(raised));
      at.translate(typeface.width(run.text(), run.size(), words.strong()), 0);
    }
  }
}
