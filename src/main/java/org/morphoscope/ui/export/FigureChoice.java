package org.morphoscope.ui.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.format.Figures;
import org.morphoscope.chart.format.Format;
import org.morphoscope.chart.run.RunFigures;
import org.morphoscope.chart.run.View;
import org.morphoscope.history.RunHistory;

/**
 * A figure as it is asked for in the dialog.
 *
 * @param figure name of the figure
 * @param round round of figures of one round; empty for the last
 * @param quantity colour of the network's heat map
 * @param preset column, page or slide
 * @param fontSize points
 * @param lineWidth points
 * @param logX whether the x axis is logarithmic
 * @param logY whether the y axis is logarithmic
 * @param titled whether titles are drawn
 * @param captioned whether the caption is drawn
 */
record FigureChoice(
    String figure,
    OptionalInt round,
    String quantity,
    String preset,
    double fontSize,
    double lineWidth,
    boolean logX,
    boolean logY,
    boolean titled,
    boolean captioned) {
  /** Sharp on a screen, small enough to be drawn at once. */
  private static final int PREVIEW_DPI = 160;

  /**
   * The figure as a file.
   *
   * @throws IllegalArgumentException in one sentence when the run cannot give it or it does not fit
   */
  byte[] write(RunHistory run, Format format) throws IOException {
    return write(run, format, false);
  }

  /** The figure as a PNG for the preview. */
  byte[] preview(RunHistory run) throws IOException {
    return write(run, Format.PNG, true);
  }

  private byte[] write(RunHistory run, Format format, boolean preview) throws IOException {
    FigureSpec plain = RunFigures.named(figure).of(List.of(run), new View(round, quantity));
    FigureSpec spec = logX || logY ? plain.log(logX, logY) : plain;
    Style style =
        Style.preset(preset)
            .fitting(spec)
            .fontSize(fontSize)
            .lineWidth(lineWidth)
            .texts(titled, captioned);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Figures.write(spec, preview ? style.dpi(PREVIEW_DPI) : style, format, bytes);
    return bytes.toByteArray();
  }
}
