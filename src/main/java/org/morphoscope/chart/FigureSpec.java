package org.morphoscope.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.morphoscope.text.Texts;

/**
 * A figure as numbers and words: what every writer draws, prints or lists.
 *
 * @param name for files and labels, such as {@code loss-vs-parameters}
 * @param title one line; in the file's metadata, above the figure only when the style asks for it
 * @param caption sentences that explain it; below the figure only when the style asks for it
 * @param panels from left to right, then down
 * @param columns panels side by side, usually 1
 * @param data the numbers behind, for CSV; see {@link SeriesTable} for a general form
 * @param metadata origin in words: run, seed, version; in every format that can hold it
 */
public record FigureSpec(
    String name,
    String title,
    String caption,
    List<Panel> panels,
    int columns,
    Table data,
    Map<String, String> metadata) {
  /**
   * Checks that the parts are there and copies the lists.
   *
   * @param name for files and labels, such as {@code loss-vs-parameters}
   * @param title one line; in the file's metadata, above the figure only when the style asks for it
   * @param caption sentences that explain it; below the figure only when the style asks for it
   * @param panels from left to right, then down
   * @param columns panels side by side, usually 1
   * @param data the numbers behind, for CSV; see {@link SeriesTable} for a general form
   * @param metadata origin in words: run, seed, version; in every format that can hold it
   */
  public FigureSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(caption, "caption");
    Objects.requireNonNull(data, "data");
    panels = List.copyOf(panels);
    if (panels.isEmpty() || columns < 1) {
      throw new IllegalArgumentException(Texts.of("figure '%s' needs a panel and a column", name));
    }
    // keeps the order
    metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * {@return a figure of panels one below the other whose CSV lists every series point by point}
   *
   * @param name for files and labels
   * @param title one line; in the file's metadata, above the figure only when the style asks for it
   * @param panels from left to right, then down
   * @param metadata for the file: where the numbers come from
   */
  public static FigureSpec of(
      String name, String title, List<Panel> panels, Map<String, String> metadata) {
    return new FigureSpec(name, title, "", panels, 1, SeriesTable.of(panels), metadata);
  }

  /**
   * {@return the same figure with another caption}
   *
   * @param sentences that explain it; may be empty
   */
  public FigureSpec caption(String sentences) {
    return new FigureSpec(name, title, sentences, panels, columns, data, metadata);
  }

  /**
   * {@return the same figure with other numbers in its CSV file}
   *
   * @param numbers behind the figure
   */
  public FigureSpec data(Table numbers) {
    return new FigureSpec(name, title, caption, panels, columns, numbers, metadata);
  }

  /**
   * {@return the same figure with its panels in another grid}
   *
   * @param sideBySide panels in a row, at least 1
   */
  public FigureSpec columns(int sideBySide) {
    return new FigureSpec(name, title, caption, panels, sideBySide, data, metadata);
  }

  /**
   * {@return the same figure with other panels; the numbers behind stay}
   *
   * @param changed at least one panel
   */
  public FigureSpec panels(List<Panel> changed) {
    return new FigureSpec(name, title, caption, changed, columns, data, metadata);
  }

  /**
   * {@return the same figure with logarithmic axes}
   *
   * @param x whether the horizontal axes are to be logarithmic
   * @param y whether the vertical ones are
   * @throws IllegalArgumentException in one sentence when a value is not positive, or an axis names
   *     categories
   */
  public FigureSpec log(boolean x, boolean y) {
    return panels(
        panels.stream()
            .map(p -> p.with(x ? log(p, p.x(), true) : p.x(), y ? log(p, p.y(), false) : p.y()))
            .toList());
  }

  private Axis log(Panel panel, Axis axis, boolean x) {
    boolean numbers = axis.ticks().isEmpty() && !axis.isHidden();
    boolean positive =
        panel.marks().stream()
            .filter(Mark.Series.class::isInstance)
            .flatMap(mark -> ((Mark.Series) mark).points().stream())
            .filter(Mark.Point::drawn)
            .allMatch(point -> (x ? point.x() : point.y()) > 0);
    if (!numbers || !positive) {
      throw new IllegalArgumentException(
          Texts.of(
              "%s: the %s axis cannot be logarithmic: %s",
              name,
              x ? "horizontal" : "vertical",
              numbers ? "it shows values that are not positive" : "it shows no numbers"));
    }
    return axis.with(Axis.Scale.LOG);
  }

  int rows() {
    return (panels.size() + columns - 1) / columns;
  }
}
