package org.morphoscope.chart.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.morphoscope.chart.Drawing;
import org.morphoscope.chart.FigureLayout;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.Typeface;

/**
 * Figures as text and files. Needs no screen; the same figure in the same style gives the same
 * bytes.
 */
public final class Figures {
  private Figures() {}

  /**
   * Writes a figure; does not close the stream.
   *
   * @param spec what the figure shows
   * @param style size and weight on paper
   * @param format which writer
   * @param out takes the file's bytes
   * @throws IllegalArgumentException in one sentence when the paper is too small for the texts
   * @throws IOException when the stream refuses bytes or the font file cannot be read
   */
  public static void write(FigureSpec spec, Style style, Format format, OutputStream out)
      throws IOException {
    switch (format) {
      case PDF -> PdfWriter.write(spec, layout(spec, style).drawing(), out);
      case PNG -> PngWriter.write(spec, layout(spec, style).drawing(), style.dpi(), out);
      case SVG ->
          out.write(
              new SvgWriter(spec, layout(spec, style).drawing())
                  .withTypeface()
                  .getBytes(StandardCharsets.UTF_8));
      case CSV -> out.write(CsvWriter.text(spec.data()).getBytes(StandardCharsets.UTF_8));
      case TEX -> out.write(tikz(spec, style).getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
  }

  /**
   * {@return SVG to be put into a page of HTML; the page should have {@link #fontFace}} Files get
   * the characters that they use by {@link #write}.
   *
   * @param spec what the figure shows
   * @param style size and weight on paper
   */
  public static String svg(FigureSpec spec, Style style) {
    return new SvgWriter(spec, layout(spec, style).drawing()).text();
  }

  /**
   * {@return a {@code tikzpicture} for {@code \input}, see its first lines for what LaTeX needs}
   *
   * @param spec what the figure shows
   * @param style size and weight on paper
   */
  public static String tikz(FigureSpec spec, Style style) {
    return new TikzWriter(spec, style, layout(spec, style)).text();
  }

  /**
   * {@return the numbers behind the figure, units in the header}
   *
   * @param spec what the figure shows
   */
  public static String csv(FigureSpec spec) {
    return CsvWriter.text(spec.data());
  }

  /**
   * {@return a style sheet's {@code @font-face} with the figures' typeface in it, for pages that
   * hold figures as SVG and must look the same everywhere}
   *
   * @throws IOException when the font file cannot be read
   */
  public static String fontFace() throws IOException {
    return Typeface.css();
  }

  /**
   * {@return the characters of a figure that no font of this system has, sorted: PDF and PNG have
   * boxes in their place, the other formats have the characters}
   *
   * @param spec what the figure shows
   * @param style size and weight on paper
   */
  public static Set<String> missing(FigureSpec spec, Style style) {
    Typeface typeface = Typeface.load();
    Set<String> missing = new TreeSet<>();
    for (Drawing.Item item : layout(spec, style).drawing().items()) {
      if (item instanceof Drawing.Words words) {
        words.runs().forEach(run -> missing.addAll(typeface.missing(run.text())));
      }
    }
    return missing;
  }

  /**
   * {@return pixels of a PNG file: width and height}
   *
   * @param style size and weight on paper
   */
  public static List<Integer> pixels(Style style) {
    return List.of(
        (int) Math.round(style.width() * style.dpi()),
        (int) Math.round(style.height() * style.dpi()));
  }

  private static FigureLayout.Result layout(FigureSpec spec, Style style) {
    return FigureLayout.of(spec, style, Typeface.load());
  }
}
