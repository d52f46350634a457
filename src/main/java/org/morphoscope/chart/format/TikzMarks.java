package org.morphoscope.chart.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.morphoscope.chart.Dash;
import org.morphoscope.chart.Frame;
import org.morphoscope.chart.Ink;
import org.morphoscope.chart.Look;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Mark.Box;
import org.morphoscope.chart.Mark.Point;
import org.morphoscope.chart.Marker;
import org.morphoscope.chart.PanelPainter;
import org.morphoscope.chart.Style;
import org.morphoscope.text.Texts;

/** Writes the marks of one panel as commands of pgfplots. */
final class TikzMarks {
  private final StringBuilder tex;
  private final Style style;
  private final Frame frame;
  private final Set<String> named = new HashSet<>();

  TikzMarks(StringBuilder tex, Style style, Frame frame) {
    this.tex = tex;
    this.style = style;
    this.frame = frame;
  }

  void write(Mark mark) {
    if (mark instanceof Mark.Series series) {
      series(series);
    } else if (mark instanceof Mark.Band band) {
      band(band);
    } else if (mark instanceof Mark.Bars bars) {
      bars(bars);
    } else if (mark instanceof Mark.Cells cells) {
      cells(cells);
    }
  }

  void label(Mark.Label label) {
    String anchor =
        switch (label.side()) {
          case ABOVE -> "south";
          case BELOW -> "north";
          case LEFT -> "east";
          case RIGHT -> "west";
          case CENTRE -> "center";
        };
    double size = style.fontSize() * label.size();
    line(
        "\\node[anchor=%s, inner sep=2pt, text=%s, font=\\fontsize{%s}{%s}\\selectfont] at (axis"
            + " cs:%s,%s) {%s};",
        anchor,
        colour(label.ink()),
        number(size),
        number(1.2 * size),
        label.x(),
        label.y(),
        TexText.of(label.text()));
  }

  private void series(Mark.Series series) {
    Look look = series.look();
    boolean errors =
        series.points().stream().anyMatch(p -> p.drawn() && (p.yError() > 0 || p.xError() > 0));
    line("\\addplot[%s%s", look(look), forgotten(series.name()));
    if (errors) {
      line(
          "  error bars/.cd, x dir=both, x explicit, y dir=both, y explicit, error bar style={solid,"
              + " line width=%sbp}, error mark options={rotate=90, mark size=%sbp},",
          number(Math.max(0.4, 0.8 * style.lineWidth() * look.line())),
          number(0.22 * style.fontSize()));
    }
    line("] coordinates {");
    for (Point point : series.points()) {
      if (!point.drawn()) {
        line("  (nan,nan)");
        continue;
      }
      String at = Texts.of("  (%s,%s)", point.x() + point.shift(), point.y());
      line(
          "%s%s",
          at, errors ? " +- (" + error(point.xError()) + "," + error(point.yError()) + ")" : "");
    }
    line("};");
    entry(series.name());
  }

  private static String error(double value) {
    return value > 0 ? Double.toString(value) : "0";
  }

  private String look(Look look) {
    StringBuilder options = new StringBuilder("color=").append(colour(look.ink()));
    double width = style.lineWidth() * look.line();
    if (look.dash() == Dash.NONE) {
      options.append(", only marks");
    } else {
      options.append(", line width=").append(number(width)).append("bp");
      double[] lengths = look.dash().lengths(width);
      if (lengths.length > 0) {
        options.append(", dash pattern=");
        for (int i = 0; i < lengths.length; i++) {
          options.append(i % 2 == 0 ? "on " : "off ").append(number(lengths[i])).append("bp ");
        }
      }
    }
    if (look.marker() == Marker.NONE) {
      return options.append(", no markers,").toString();
    }
    String shape =
        switch (look.marker()) {
          case CIRCLE -> "*";
          case SQUARE -> "square*";
          case TRIANGLE, TRIANGLE_DOWN -> "triangle*";
          case DIAMOND -> "diamond*";
          case CROSS -> "x";
          default -> "+";
        };
    options
        .append(", mark=")
        .append(shape)
        .append(", mark size=")
        .append(number(PanelPainter.RADIUS * style.fontSize() * look.size()))
        .append("bp, mark options={solid, line width=")
        .append(number(PanelPainter.MARKER_LINE * style.lineWidth()))
        .append("bp");
    if (!look.filled()) {
      options.append(", fill=white");
    }
    if (look.marker() == Marker.TRIANGLE_DOWN) {
      options.append(", rotate=180");
    }
    return options.append("},").toString();
  }

  private void band(Mark.Band band) {
    if (band.ranges().isEmpty()) {
      return;
    }
    line(
        "\\addplot[draw=none, fill=%s, no markers, area legend,%s] coordinates {",
        mixed(band.ink().tint(PanelPainter.BAND_TINT)), forgotten(band.name()));
    for (Mark.Range range : band.ranges()) {
      line("  (%s,%s)", range.x(), range.low());
    }
    for (int i = band.ranges().size() - 1; i >= 0; i--) {
      line("  (%s,%s)", band.ranges().get(i).x(), band.ranges().get(i).high());
    }
    line("} -- cycle;");
    entry(band.name());
  }

  private void bars(Mark.Bars bars) {
    String draw =
        bars.outlined()
            ? Texts.of(
                "draw=%s, line width=%sbp", colour(bars.ink()), number(0.6 * style.lineWidth()))
            : "draw=none";
    boolean first = true;
    for (Box box : bars.boxes()) {
      String name = first ? bars.name() : "";
      line(
          "\\addplot[%s, fill=%s, no markers, area legend,%s] coordinates {(%s,%s) (%s,%s) (%s,%s)"
              + " (%s,%s)} -- cycle;",
          draw,
          mixed(bars.ink().tint(bars.tint())),
          forgotten(name),
          frame.x().held(box.left()),
          frame.y().held(box.low()),
          frame.x().held(box.right()),
          frame.y().held(box.low()),
          frame.x().held(box.right()),
          frame.y().held(box.high()),
          frame.x().held(box.left()),
          frame.y().held(box.high()));
      entry(name);
      first = false;
    }
  }

  private void cells(Mark.Cells cells) {
    for (Mark.Cell cell : cells.cells()) {
      line("\\fill[fill=%s] %s;", mixed(cells.scale().colour(cell.value())), rectangle(cell.box()));
    }
    for (Mark.Cell cell : cells.cells()) {
      if (cell.marked()) {
        line(
            "\\draw[draw=black, line width=%sbp] %s;",
            number(0.84 * style.lineWidth()), rectangle(cell.box()));
      }
    }
  }

  private static String rectangle(Box box) {
    return Texts.of(
        "(axis cs:%s,%s) rectangle (axis cs:%s,%s)",
        box.left(), box.low(), box.right(), box.high());
  }

  /** A name stands in the legend once. */
  private String forgotten(String name) {
    return name.isEmpty() || named.contains(name) ? " forget plot," : "";
  }

  private void entry(String name) {
    if (!name.isEmpty() && named.add(name)) {
      line("\\addlegendentry{%s}", TexText.of(name));
    }
  }

  static String colour(Ink ink) {
    return "morpho" + ink.name().toLowerCase(Locale.ROOT);
  }

  static String mixed(int rgb) {
    return Texts.of(
        "{rgb,255:red,%d;green,%d;blue,%d}", (rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255);
  }

  static String number(double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  private void line(String format, Object... values) {
    tex.append(Texts.of(format, values)).append('\n');
  }
}
