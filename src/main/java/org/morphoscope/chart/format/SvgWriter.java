package org.morphoscope.chart.format;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.morphoscope.chart.Drawing;
import org.morphoscope.chart.Drawing.Anchor;
import org.morphoscope.chart.Drawing.Outline;
import org.morphoscope.chart.Drawing.Words;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.RichText;
import org.morphoscope.chart.Typeface;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/**
 * Drawings as SVG 1.1: paths as paths, text as text, so that both can be edited. Letters that the
 * typeface lacks are paths too, since whoever looks may have no font with them.
 */
final class SvgWriter {
  private final FigureSpec spec;
  private final Drawing drawing;
  private final Typeface typeface = Typeface.load();
  private final StringBuilder svg = new StringBuilder();
  private final Map<Rectangle2D, String> clips = new LinkedHashMap<>();

  SvgWriter(FigureSpec spec, Drawing drawing) {
    this.spec = spec;
    this.drawing = drawing;
  }

  /** With the typeface in it, for a file of its own. */
  String withTypeface() throws IOException {
    String regular = characters(false);
    String strong = characters(true);
    String css =
        (regular.isEmpty() ? "" : Typeface.css(regular, false))
            + (strong.isEmpty() ? "" : Typeface.css(strong, true));
    return text("<style>" + css + "</style>\n");
  }

  private String characters(boolean strong) {
    StringBuilder text = new StringBuilder();
    for (Drawing.Item item : drawing.items()) {
      if (item instanceof Words words && words.strong() == strong) {
        text.append(words.text());
      }
    }
    return text.toString();
  }

  /** Without, for a page that has it. */
  String text() {
    return text("");
  }

  private String text(String styles) {
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"")
        .append(number(drawing.width()))
        .append("pt\" height=\"")
        .append(number(drawing.height()))
        .append("pt\" viewBox=\"0 0 ")
        .append(number(drawing.width()))
        .append(' ')
        .append(number(drawing.height()))
        .append("\" role=\"img\" font-family=\"")
        .append(Typeface.FAMILIES)
        .append("\" style=\"font-kerning:none;font-variant-ligatures:none\">\n");
    svg.append("<title>").append(escaped(RichText.plain(spec.title()))).append("</title>\n");
    if (!spec.caption().isEmpty()) {
      svg.append("<desc>").append(escaped(RichText.plain(spec.caption()))).append("</desc>\n");
    }
    metadata();
    svg.append(styles);
    clips();
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    for (Drawing.Item item : drawing.items()) {
      if (item instanceof Outline outline) {
        outline(outline);
      } else if (item instanceof Words words) {
        words(words);
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private void metadata() {
    if (spec.metadata().isEmpty()) {
      return;
    }
    svg.append("<metadata>");
    spec.metadata()
        .forEach(
            (name, value) ->
                svg.append("<m:entry xmlns:m=\"https://morphoscope.org/figure\" name=\"")
                    .append(escaped(name))
                    .append("\">")
                    .append(escaped(value))
                    .append("</m:entry>"));
    svg.append("</metadata>\n");
  }

  private void clips() {
    for (Drawing.Item item : drawing.items()) {
      if (item instanceof Outline outline && outline.clip().isPresent()) {
        // the figure's name keeps them apart when several figures are on one page
        clips.computeIfAbsent(
            outline.clip().get(),
            key -> "clip-" + spec.name().replaceAll("[^A-Za-z0-9-]", "-") + "-" + clips.size());
      }
    }
    if (clips.isEmpty()) {
      return;
    }
    svg.append("<defs>");
    clips.forEach(
        (box, id) ->
            svg.append(Texts.of("<clipPath id=\"%s\"><rect x=\"", id))
                .append(number(box.getX()))
                .append("\" y=\"")
                .append(number(box.getY()))
                .append("\" width=\"")
                .append(number(box.getWidth()))
                .append("\" height=\"")
                .append(number(box.getHeight()))
                .append("\"/></clipPath>"));
    svg.append("</defs>\n");
  }

  private void outline(Outline outline) {
    svg.append("<path d=\"").append(path(outline.path())).append('"');
    svg.append(" fill=\"").append(outline.fill().map(SvgWriter::colour).orElse("none"));
    svg.append('"');
    if (outline.stroke().isPresent()) {
      svg.append(" stroke=\"").append(colour(outline.stroke().get())).append('"');
      svg.append(" stroke-width=\"").append(number(outline.lineWidth())).append('"');
      svg.append(" stroke-linejoin=\"round\"");
      if (outline.dash().length > 0) {
        StringBuilder dash = new StringBuilder();
        for (double length : outline.dash()) {
          dash.append(dash.isEmpty() ? "" : " ").append(number(length));
        }
        svg.append(" stroke-dasharray=\"").append(dash).append('"');
      }
    }
    outline
        .clip()
        .ifPresent(box -> svg.append(" clip-path=\"url(#").append(clips.get(box)).append(")\""));
    svg.append("/>\n");
  }

  private void words(Words words) {
    boolean borrowed =
        words.runs().stream()
            .flatMapToInt(run -> run.text().codePoints())
            .anyMatch(typeface::isBorrowed);
    if (borrowed) {
      parts(words);
    } else {
      text(words);
    }
  }

  /** Each part at its own place: text that the typeface has, and paths in between. */
  private void parts(Words words) {
    String all = words.runs().stream().map(RichText.Run::text).collect(Collectors.joining());
    svg.append("<g role=\"img\" aria-label=\"").append(escaped(all));
    svg.append("\" transform=\"translate(").append(number(words.x())).append(' ');
    svg.append(number(words.y())).append(words.turned() ? ") rotate(-90)" : ")");
    svg.append("\" fill=\"").append(colour(words.colour())).append("\">\n");
    double along = 0 - words.width() * words.anchor().share();
    for (RichText.Run run : words.runs()) {
      for (String part : Typeface.parts(run.text(), typeface::isBorrowed)) {
        if (typeface.isBorrowed(part.codePointAt(0))) {
          AffineTransform at = AffineTransform.getTranslateInstance(along, 0 - run.rise());
          Path2D shape = typeface.outline(part, run.size(), words.strong());
          svg.append("<path d=\"").append(path(new Path2D.Double(shape, at))).append("\"/>\n");
        } else {
          svg.append("<text x=\"").append(number(along));
          svg.append("\" y=\"").append(number(0 - run.rise()));
          svg.append("\" xml:space=\"preserve\"");
          font(run.size(), words.strong());
          svg.append('>').append(escaped(part)).append("</text>\n");
        }
        along += typeface.width(part, run.size(), words.strong());
      }
    }
    svg.append("</g>\n");
  }

  private void font(double size, boolean strong) {
    svg.append(" font-size=\"").append(number(size)).append('"');
    if (strong) {
      svg.append(" font-weight=\"500\"");
    }
  }

  private void text(Words words) {
    svg.append("<text x=\"").append(number(words.x()));
    svg.append("\" y=\"").append(number(words.y())).append('"');
    if (words.turned()) {
      svg.append(" transform=\"rotate(-90 ").append(number(words.x())).append(' ');
      svg.append(number(words.y())).append(")\"");
    }
    if (words.anchor() != Anchor.START) {
      String anchor = words.anchor().name().toLowerCase(Locale.ROOT);
      svg.append(" text-anchor=\"").append(anchor).append('"');
    }
    double size = words.runs().isEmpty() ? 0 : words.runs().get(0).size();
    font(size, words.strong());
    svg.append(" fill=\"").append(colour(words.colour())).append("\">");
    double rise = 0;
    for (RichText.Run run : words.runs()) {
      if (run.rise() == rise && run.size() == size) {
        svg.append(escaped(run.text()));
      } else {
        svg.append("<tspan dy=\"").append(number(rise - run.rise()));
        svg.append("\" font-size=\"").append(number(run.size())).append("\">");
        svg.append(escaped(run.text())).append("</tspan>");
      }
      rise = run.rise();
    }
    svg.append("</text>\n");
  }

  private static String path(Path2D path) {
    StringBuilder data = new StringBuilder();
    double[] at = new double[6];
    for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
      int kind = i.currentSegment(at);
      switch (kind) {
        case PathIterator.SEG_MOVETO -> points(data.append('M'), at, 2);
        case PathIterator.SEG_LINETO -> points(data.append('L'), at, 2);
        case PathIterator.SEG_QUADTO -> points(data.append('Q'), at, 4);
        case PathIterator.SEG_CUBICTO -> points(data.append('C'), at, 6);
        default -> data.append('Z');
      }
    }
    return data.toString();
  }

  private static void points(StringBuilder data, double[] at, int count) {
    for (int i = 0; i < count; i++) {
      data.append(i == 0 ? "" : " ").append(number(at[i]));
    }
  }

  /** Three decimals of a point are less than any printer can show. */
  private static String number(double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  private static String colour(int rgb) {
    return Texts.of("#%06x", rgb);
  }

  static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\n', '\t' -> safe.append((char) point);
                // control characters are no XML, marks of direction would turn what follows
                default ->
                    safe.append(point < ' ' ? " " : Names.shown(Character.toString(inXml(point))));
              }
            });
    return safe.toString();
  }

  /** Half a pair of UTF-16 and the two places that are no characters make a file no XML. */
  private static int inXml(int point) {
    boolean none = Character.getType(point) == Character.SURROGATE || (point | 1) == 0xFFFF;
    return none ? 0xFFFD : point;
  }
}
