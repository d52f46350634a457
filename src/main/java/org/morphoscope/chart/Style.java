package org.morphoscope.chart;

import java.util.List;
import org.morphoscope.text.Texts;

/**
 * Size and weight of a figure on paper or screen.
 *
 * @param width inches, 1 to 40
 * @param height inches, 1 to 40
 * @param fontSize points, 4 to 60: set it to that of the caption in the paper
 * @param lineWidth points, 0.1 to 10
 * @param dpi pixels per inch of PNG files, 30 to 2400
 * @param titled whether titles are drawn
 * @param captioned whether the caption is drawn below
 */
public record Style(
    double width,
    double height,
    double fontSize,
    double lineWidth,
    int dpi,
    boolean titled,
    boolean captioned) {
  /** Points of 1/72 inch, the unit of PDF and PostScript. */
  public static final double POINTS_PER_INCH = 72;

  private static final double MORE = 0.6;

  /**
   * Checks every size against its range and names the one that is outside.
   *
   * @param width inches, 1 to 40
   * @param height inches, 1 to 40
   * @param fontSize points, 4 to 60: set it to that of the caption in the paper
   * @param lineWidth points, 0.1 to 10
   * @param dpi pixels per inch of PNG files, 30 to 2400
   * @param titled whether titles are drawn
   * @param captioned whether the caption is drawn below
   */
  public Style {
    require(width, 1, 40, "width", "inches");
    require(height, 1, 40, "height", "inches");
    require(fontSize, 4, 60, "font size", "points");
    require(lineWidth, 0.1, 10, "line width", "points");
    require(dpi, 30, 2400, "resolution", "dots per inch");
  }

  /** {@return one column of a two-column paper: 3.25 inches} */
  public static Style column() {
    return new Style(3.25, 2.5, 8, 1, 300, false, false);
  }

  /** {@return the whole width of a two-column paper: 6.75 inches} */
  public static Style page() {
    return new Style(6.75, 3.8, 9, 1.1, 300, false, false);
  }

  /** {@return a slide of 16:9, 10 inches wide} */
  public static Style slide() {
    return new Style(10, 5.625, 18, 2.2, 192, false, false);
  }

  /**
   * {@return the style of that name}
   *
   * @param name one of {@link #presets}; another is refused by an {@link IllegalArgumentException}
   * @throws IllegalArgumentException in one sentence when there is no such preset
   */
  public static Style preset(String name) {
    return switch (name) {
      case "column" -> column();
      case "page" -> page();
      case "slide" -> slide();
      default ->
          throw new IllegalArgumentException(
              Texts.of(
                  "unknown preset '%s': expected one of %s", name, String.join(", ", presets())));
    };
  }

  /** {@return the names that {@link #preset} knows} */
  public static List<String> presets() {
    return List.of("column", "page", "slide");
  }

  /**
   * {@return the same style on other paper}
   *
   * @param newWidth inches, 1 to 40
   * @param newHeight inches, 1 to 40
   */
  public Style size(double newWidth, double newHeight) {
    return new Style(newWidth, newHeight, fontSize, lineWidth, dpi, titled, captioned);
  }

  /**
   * {@return a higher style for figures of several panels one below the other; slides keep their
   * shape}
   *
   * @param spec the figure to be drawn
   */
  public Style fitting(FigureSpec spec) {
    boolean wide = Math.abs(width / height - 16 / 9.0) < 0.01;
    double factor = wide ? 1 : 1 + MORE * (spec.rows() - 1);
    return size(width, Math.min(40, height * factor));
  }

  /**
   * {@return the same style with letters of another size}
   *
   * @param points 4 to 60
   */
  public Style fontSize(double points) {
    return new Style(width, height, points, lineWidth, dpi, titled, captioned);
  }

  /**
   * {@return the same style with other lines}
   *
   * @param points 0.1 to 10
   */
  public Style lineWidth(double points) {
    return new Style(width, height, fontSize, points, dpi, titled, captioned);
  }

  /**
   * {@return the same style with another resolution}
   *
   * @param pixels per inch, 30 to 2400
   */
  public Style dpi(int pixels) {
    return new Style(width, height, fontSize, lineWidth, pixels, titled, captioned);
  }

  /**
   * {@return the same style with or without texts around the panels}
   *
   * @param titles whether titles are drawn
   * @param captions whether the caption is drawn below
   */
  public Style texts(boolean titles, boolean captions) {
    return new Style(width, height, fontSize, lineWidth, dpi, titles, captions);
  }

  /** {@return the width in points of 1/72 inch} */
  public double widthPoints() {
    return width * POINTS_PER_INCH;
  }

  /** {@return the height in points of 1/72 inch} */
  public double heightPoints() {
    return height * POINTS_PER_INCH;
  }

  private static void require(double value, double low, double high, String what, String unit) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          Texts.of(
              "%s: expected %s to %s %s, found %s",
              what, plain(low), plain(high), unit, plain(value)));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
