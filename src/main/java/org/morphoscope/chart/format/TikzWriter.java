package org.morphoscope.chart.format;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.morphoscope.chart.Axis;
import org.morphoscope.chart.AxisMap;
import org.morphoscope.chart.ColourScale;
import org.morphoscope.chart.FigureLayout;
import org.morphoscope.chart.FigureLayout.Arranged;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Frame;
import org.morphoscope.chart.Ink;
import org.morphoscope.chart.LabelPlacer.Spot;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Panel;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.Ticks;
import org.morphoscope.text.Texts;

/**
 * Figures as source for pgfplots: the same places, ticks and legends as the drawing, but the data
 * as coordinates and the texts in the fonts of the paper, to be edited by hand.
 */
final class TikzWriter {
  private static final int BAR_STEPS = 48;

  private final FigureSpec spec;
  private final Style style;
  private final FigureLayout.Result layout;
  private final StringBuilder tex = new StringBuilder();

  TikzWriter(FigureSpec spec, Style style, FigureLayout.Result layout) {
    this.spec = spec;
    this.style = style;
    this.layout = layout;
  }

  String text() {
    line("%% %s", TexText.comment(spec.title()));
    spec.metadata()
        .forEach((name, value) -> line("%% %s: %s", TexText.comment(name), TexText.comment(value)));
    line("%% Needs in the preamble: \\usepackage{pgfplots} \\pgfplotsset{compat=1.15}");
    line("\\begingroup%%");
    for (Ink ink : Ink.values()) {
      line("\\definecolor{%s}{HTML}{%06X}%%", TikzMarks.colour(ink), ink.rgb());
    }
    line(
        "\\begin{tikzpicture}[font=\\fontsize{%s}{%s}\\selectfont]",
        TikzMarks.number(style.fontSize()), TikzMarks.number(1.2 * style.fontSize()));
    line(
        "\\useasboundingbox (0bp,0bp) rectangle (%sbp,%sbp);",
        TikzMarks.number(style.widthPoints()), TikzMarks.number(style.heightPoints()));
    layout.panels().forEach(this::panel);
    texts();
    line("\\end{tikzpicture}%%");
    line("\\endgroup%%");
    return tex.toString();
  }

  private void panel(Arranged arranged) {
    Frame frame = arranged.frame();
    Panel panel = frame.panel();
    line("\\begin{axis}[");
    place(frame.inner());
    axis("x", panel.x(), frame.x(), frame.xTicks(), frame.xTexts());
    axis("y", panel.y(), frame.y(), frame.yTicks(), true);
    line("  axis x line*=bottom, axis y line*=left, tick align=outside, axis on top=false,");
    line("  clip mode=individual, unbounded coords=jump,");
    line("  %s,", legend(arranged));
    line("]");
    TikzMarks marks = new TikzMarks(tex, style, frame);
    panel.marks().forEach(marks::write);
    arranged.labels().forEach(marks::label);
    note(arranged);
    line("\\end{axis}");
    frame.bar().ifPresent(bar -> colourBar(bar, panel.colours().orElseThrow()));
  }

  private void place(Rectangle2D box) {
    line(
        "  at={(%sbp,%sbp)}, anchor=south west, scale only axis, width=%sbp, height=%sbp,",
        TikzMarks.number(box.getX()),
        TikzMarks.number(style.heightPoints() - box.getMaxY()),
        TikzMarks.number(box.getWidth()),
        TikzMarks.number(box.getHeight()));
  }

  private void axis(String name, Axis axis, AxisMap map, Ticks ticks, boolean texts) {
    line("  %smin=%s, %smax=%s,", name, map.low(), name, map.high());
    if (axis.isLog()) {
      line("  %smode=log,", name);
    }
    if (axis.isHidden()) {
      line("  hide %s axis,", name);
      return;
    }
    line("  %stick={%s},", name, list(ticks.major(), tick -> Double.toString(tick.value())));
    if (texts) {
      line(
          "  %sticklabels={%s}, scaled %s ticks=false,",
          name, list(ticks.major(), tick -> "{" + TexText.of(tick.text()) + "}"), name);
      line("  %slabel={%s},", name, TexText.of(axis.caption(ticks.factor())));
    } else {
      line("  %sticklabel=\\empty,", name);
    }
    if (!ticks.minor().isEmpty()) {
      line("  minor %stick={%s},", name, list(ticks.minor(), value -> Double.toString(value)));
    }
    if (axis.ticks().isEmpty()) {
      line("  %smajorgrids, major grid style={draw=black!12},", name);
    }
  }

  private static <T> String list(List<T> values, Function<T, String> text) {
    return values.stream().map(text).collect(Collectors.joining(","));
  }

  private static String legend(Arranged arranged) {
    String common =
        "legend cell align=left, legend style={draw=none, fill=none, font=\\small, inner sep=1pt, ";
    if (arranged.legend().isPresent()) {
      Spot spot = arranged.legend().get();
      return common
          + Texts.of(
              "at={(%s,%s)}, anchor=%s}",
              TikzMarks.number(0.02 + 0.96 * spot.x()),
              TikzMarks.number(0.98 - 0.96 * spot.y()),
              anchor(spot));
    }
    return common
        + Texts.of(
            "at={(0,1.01)}, anchor=south west, legend columns=%d, /tikz/every even column/.append",
            arranged.legendColumns())
        + " style={column sep=4pt}}";
  }

  private static String anchor(Spot spot) {
    String vertical = spot.y() < 0.3 ? "north" : spot.y() > 0.7 ? "south" : "";
    String horizontal = spot.x() < 0.3 ? "west" : spot.x() > 0.7 ? "east" : "";
    return (vertical + " " + horizontal).strip();
  }

  private void note(Arranged arranged) {
    List<String> lines =
        arranged.frame().panel().marks().stream()
            .filter(Mark.Note.class::isInstance)
            .flatMap(mark -> ((Mark.Note) mark).lines().stream())
            .map(TexText::of)
            .toList();
    if (lines.isEmpty()) {
      return;
    }
    if (arranged.note().isPresent()) {
      Spot spot = arranged.note().get();
      line(
          "\\node[anchor=%s, align=%s, font=\\small] at (rel axis cs:%s,%s) {%s};",
          anchor(spot),
          spot.x() > 0.5 ? "right" : "left",
          TikzMarks.number(0.01 + 0.98 * spot.x()),
          TikzMarks.number(0.99 - 0.98 * spot.y()),
          String.join("\\\\", lines));
    } else {
      line(
          "\\node[anchor=south west, font=\\small] at (rel axis cs:0,1) {%s};",
          String.join("; ", lines));
    }
  }

  private void colourBar(Rectangle2D bar, ColourScale scale) {
    AxisMap map = new AxisMap(false, scale.low(), scale.high(), bar.getMaxY(), bar.getMinY());
    Ticks ticks =
        Ticks.of(
            scale.axis(),
            scale.low(),
            scale.high(),
            (int) (bar.getHeight() / (2.4 * style.fontSize())));
    line("\\begin{axis}[");
    place(bar);
    line("  xmin=0, xmax=1, xtick=\\empty, ytick pos=right, yticklabel pos=right,");
    axis("y", scale.axis(), map, ticks, true);
    line("  ymajorgrids=false, tick align=outside, axis line style={draw=none},");
    line("]");
    double step = (scale.high() - scale.low()) / BAR_STEPS;
    for (int i = 0; i < BAR_STEPS; i++) {
      double low = scale.low() + i * step;
      // a little overlap, or viewers show seams
      double high = Math.min(scale.high(), low + 1.3 * step);
      line(
          "\\fill[fill=%s] (axis cs:0,%s) rectangle (axis cs:1,%s);",
          TikzMarks.mixed(scale.colour(low + step / 2)), low, high);
    }
    line("\\end{axis}");
  }

  /** Title and caption, when asked for; papers have their own. */
  private void texts() {
    if (style.titled() && !spec.title().isEmpty()) {
      line(
          "\\node[anchor=north] at (%sbp,%sbp) {\\textbf{%s}};",
          TikzMarks.number(style.widthPoints() / 2),
          TikzMarks.number(style.heightPoints()),
          TexText.of(spec.title()));
    }
    if (style.captioned() && !spec.caption().isEmpty()) {
      line(
          "\\node[anchor=south west, text width=%sbp] at (0bp,0bp) {%s};",
          TikzMarks.number(style.widthPoints() - style.fontSize()), TexText.of(spec.caption()));
    }
  }

  private void line(String format, Object... values) {
    tex.append(Texts.of(format, values)).append('\n');
  }
}
