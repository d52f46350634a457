package org.morphoscope.chart;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.morphoscope.text.Texts;

/**
 * The one typeface of figures, Roboto (Apache License 2.0), in two weights. Widths come from the
 * font file itself, not from a font system: every format and every machine sets the same lines.
 */
public final class Typeface {
  /** Families to try in SVG, the first is the one the widths are from. */
  public static final String FAMILIES = "Roboto, 'Liberation Sans', Arial, Helvetica, sans-serif";

  private static final String FOLDER = "/org/morphoscope/ui/fonts/";

  /** Height of capitals and digits relative to the size. */
  static final double CAPITAL = 0.71;

  /** Greek and mathematical signs that texts use. */
  private static final String SIGNS =
      "\u0394\u03a3\u03b8\u03bb\u03c1\u03c3\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2202\u2212\u221a\u221e"
          + "\u2248\u2264\u2265";

  /** Tables of a font that browsers ask for. */
  private static final List<String> TABLES =
      List.of(
          "head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm", "name", "OS/2",
          "post", "cmap");

  private final Face regular;
  private final Face medium;

  /** One weight. */
  private record Face(TrueTypeFont font, CmapLookup glyphs) {
    double advance(int codePoint) throws IOException {
      return font.getAdvanceWidth(glyphs.getGlyphId(codePoint)) / (double) font.getUnitsPerEm();
    }
  }

  private Typeface(Face regular, Face medium) {
    this.regular = regular;
    this.medium = medium;
  }

  /** {@return the typeface with both weights; reads the font files anew} */
  public static Typeface load() {
    return new Typeface(face(false), face(true));
  }

  /**
   * {@return the font file, to be closed}
   *
   * @param strong medium weight instead of regular
   */
  public static InputStream file(boolean strong) {
    String name = strong ? "Roboto-Medium.ttf" : "Roboto-Regular.ttf";
    InputStream file = Typeface.class.getResourceAsStream(FOLDER + name);
    if (file == null) {
      throw new IllegalStateException("the font " + name + " is missing from the program");
    }
    return file;
  }

  private static Face face(boolean strong) {
    try (InputStream file = file(strong)) {
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file.readAllBytes()));
      return new Face(font, font.getUnicodeCmapLookup());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the width of plain text in points}
   *
   * @param text without markup
   * @param size of the font in points
   * @param strong medium weight instead of regular
   */
  public double width(String text, double size, boolean strong) {
    try {
      double sum = 0;
      for (int point : text.codePoints().toArray()) {
        sum += advance(point, strong);
      }
      return sum * size;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the width of pieces in points}
   *
   * @param runs pieces as {@link RichText} cuts them, each of its own size
   * @param strong medium weight instead of regular
   */
  public double width(List<RichText.Run> runs, boolean strong) {
    return runs.stream().mapToDouble(run -> width(run.text(), run.size(), strong)).sum();
  }

  /**
   * {@return the outline of a text whose baseline starts at 0, 0; y grows downwards}
   *
   * @param text without markup
   * @param size of the font in points
   * @param strong medium weight instead of regular
   */
  public GeneralPath outline(String text, double size, boolean strong) {
    Face face = strong ? medium : regular;
    try {
      GeneralPath path = new GeneralPath();
      double scale = size / face.font().getUnitsPerEm();
      double x = 0;
      for (int point : text.codePoints().toArray()) {
        Optional<SystemGlyphs.Glyph> other =
            isKnown(point) ? Optional.empty() : SystemGlyphs.of(point);
        if (other.isPresent()) {
          AffineTransform at = new AffineTransform(size, 0, 0, size, x, 0);
          path.append(other.get().outline().getPathIterator(at), false);
        } else {
          // the glyph of number 0, a box, stands for what no font has
          var glyph = face.font().getGlyph().getGlyph(face.glyphs().getGlyphId(point));
          if (glyph != null) {
            AffineTransform at = new AffineTransform(scale, 0, 0, -scale, x, 0);
            path.append(glyph.getPath().getPathIterator(at), false);
          }
        }
        x += advance(point, strong) * size;
      }
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return Latin letters, digits and the signs that figures use, as the {@code @font-face} of a
   * style sheet}
   *
   * @throws IOException when the font file cannot be read
   */
  public static String css() throws IOException {
    int[] points =
        IntStream.concat(IntStream.rangeClosed(' ', 0x17e), SIGNS.codePoints())
            .filter(point -> point < 0x7f || point >= 0xa0)
            .toArray();
    return css(points, false) + css(points, true);
  }

  /**
   * {@return the characters of some text as the {@code @font-face} of a style sheet}
   *
   * @param text any characters; each is kept once
   * @param strong medium weight instead of regular
   * @throws IOException when the font file cannot be read
   */
  public static String css(String text, boolean strong) throws IOException {
    return css(text.codePoints().distinct().sorted().toArray(), strong);
  }

  private static String css(int[] points, boolean strong) throws IOException {
    TTFSubsetter subset = new TTFSubsetter(face(strong).font(), TABLES);
    for (int point : points) {
      subset.add(point);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    subset.writeToStream(bytes);
    return Texts.of(
        "@font-face{font-family:Roboto;font-weight:%d;src:url(data:font/ttf;base64,%s)}\n",
        strong ? 500 : 400, Base64.getEncoder().encodeToString(bytes.toByteArray()));
  }

  /**
   * {@return whether the typeface itself has a character}
   *
   * @param point a code point of Unicode
   */
  public boolean isKnown(int point) {
    return regular.glyphs().getGlyphId(point) != 0;
  }

  /**
   * {@return whether a character is not of this typeface but drawn in the shape that another font
   * of this system has for it}
   *
   * @param point a code point of Unicode
   */
  public boolean isBorrowed(int point) {
    return !isKnown(point) && SystemGlyphs.of(point).isPresent();
  }

  /**
   * {@return the text cut where its characters change from one kind to the other}
   *
   * @param text without markup
   * @param kind tells the two kinds apart
   */
  public static List<String> parts(String text, IntPredicate kind) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean last = true;
    for (int point : text.codePoints().toArray()) {
      if (kind.test(point) != last && !part.isEmpty()) {
        parts.add(part.toString());
        part.setLength(0);
      }
      last = kind.test(point);
      part.appendCodePoint(point);
    }
    if (!part.isEmpty()) {
      parts.add(part.toString());
    }
    return parts;
  }

  /**
   * {@return the characters of a text that no font of this system has, sorted: boxes are drawn in
   * their place}
   *
   * @param text without markup
   */
  public Set<String> missing(String text) {
    Set<String> missing = new TreeSet<>();
    text.codePoints()
        .filter(point -> !isKnown(point) && SystemGlyphs.of(point).isEmpty())
        .forEach(point -> missing.add(Character.toString(point)));
    return missing;
  }

  private double advance(int point, boolean strong) throws IOException {
    Optional<SystemGlyphs.Glyph> other = isKnown(point) ? Optional.empty() : SystemGlyphs.of(point);
    return other.isPresent() ? other.get().advance() : (strong ? medium : regular).advance(point);
  }
}
