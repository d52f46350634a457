package org.morphoscope.cli.option;

import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Style;
import org.morphoscope.text.Texts;
import picocli.CommandLine.Option;

/** Size and weight of exported figures. */
public final class FigureOptions {
  @Option(
      names = "--preset",
      defaultValue = "column",
      paramLabel = "column|page|slide",
      description = "3.25 in, 6.75 in, or 16:9 (default: ${DEFAULT-VALUE}).")
  private String preset;

  @Option(names = "--width", paramLabel = "INCHES", description = "Instead of the preset's.")
  private Double width;

  @Option(names = "--height", paramLabel = "INCHES", description = "Instead of the preset's.")
  private Double height;

  @Option(names = "--font-size", paramLabel = "POINTS", description = "Instead of the preset's.")
  private Double fontSize;

  @Option(names = "--line-width", paramLabel = "POINTS", description = "Instead of the preset's.")
  private Double lineWidth;

  @Option(names = "--dpi", paramLabel = "N", description = "Pixels per inch of PNG files.")
  private Integer dpi;

  @Option(names = "--log", paramLabel = "x|y|xy", description = "Logarithmic axes.")
  private String log;

  @Option(names = "--title", description = "Draw titles too.")
  private boolean title;

  @Option(names = "--caption", description = "Draw the caption too.")
  private boolean caption;

  /**
   * {@return the style for a figure}
   *
   * @param spec the figure, for the number of its panels
   * @throws IllegalArgumentException in one sentence when a number is out of range
   */
  public Style style(FigureSpec spec) {
    Style style = Style.preset(preset).fitting(spec);
    style =
        style.size(width == null ? style.width() : width, height == null ? style.height() : height);
    if (fontSize != null) {
      style = style.fontSize(fontSize);
    }
    if (lineWidth != null) {
      style = style.lineWidth(lineWidth);
    }
    if (dpi != null) {
      style = style.dpi(dpi);
    }
    return style.texts(title, caption);
  }

  /**
   * {@return the figure with the axes that were asked for}
   *
   * @param spec the figure as it is usual
   */
  public FigureSpec axes(FigureSpec spec) {
    if (log == null) {
      return spec;
    }
    return switch (log) {
      case "x" -> spec.log(true, false);
      case "y" -> spec.log(false, true);
      case "xy" -> spec.log(true, true);
      default ->
          throw new IllegalArgumentException(
              Texts.of("--log: expected x, y or xy, found '%s'", log));
    };
  }
}
