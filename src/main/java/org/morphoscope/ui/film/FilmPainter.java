package org.morphoscope.ui.film;

import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.AppliedMorphism.Filter;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.FittingText;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Palette;

/** Draws a moment of a film: the channel and what came of it, its readers, and the loss. */
final class FilmPainter {
  private static final double TILE = 0.25;
  private static final int READERS = 5;
  private static final double TYPE = 14;
  private static final double LINE = 10;

  private final GraphicsContext pen;
  private final Palette palette;
  private final Fonts fonts;
  private final FittingText words;
  private final double height;
  private final double width;
  private final double side;

  /**
   * @param width of the area in pixels, the loss included
   * @param height of it
   */
  FilmPainter(GraphicsContext pen, Palette palette, Fonts fonts, double width, double height) {
    this.pen = pen;
    this.palette = palette;
    this.fonts = fonts;
    this.words = new FittingText(fonts.regular());
    this.height = height;
    this.width = 0.72 * width;
    side = Math.min(TILE * height, 0.2 * this.width);
  }

  /** Draws the film at a time in seconds. */
  void draw(Film film, double time) {
    double change = Act.CHANGE.progress(time);
    double read = Act.READERS.progress(time);
    switch (film.morphism().kind()) {
      case SPLIT -> split(film, change, read);
      case PRUNE -> single(film, 1 - change, 1 - read);
      case NEW_NEURON -> single(film, change, read);
    }
    readers(film);
  }

  /**
   * The children move away from the parent; its edges go over to them, half as strong. Those of a
   * signed split are w + theta with twice the weights, and w + 2 theta with minus the weights.
   */
  private void split(Film film, double change, double read) {
    double x = 0.2 * width;
    double childX = x + change * 0.24 * width;
    double apart = change * 0.29 * height;
    for (int sign : new int[] {-1, 1}) {
      // while they divide the parent is still read; then each child is, by half
      double fromX = x + read * (childX - x);
      double share = film.signed() ? sign < 0 ? 2 : 1 : 0.5;
      edges(film, fromX, 0.5 * height + sign * read * apart, 1 + (share - 1) * read);
    }
    if (change > 0) {
      double middle = 0.5 * height;
      tile(film, childX, middle - apart, change, 1);
      tile(film, childX, middle + apart, (film.signed() ? 2 : -1) * change, 1);
      label("w + \u03b8", childX, middle - apart - 0.5 * side - 12, change);
      String second = film.signed() ? "w + 2\u03b8, subtracted" : "w \u2212 \u03b8";
      label(second, childX, middle + apart + 0.5 * side + 12, change);
      theta(film, childX, middle, change);
    }
    tile(film, x, 0.5 * height, 0, 1 - 0.65 * change);
    // beside it, where no child comes by
    label("w", x - 0.5 * side - 14, 0.5 * height, 1);
  }

  /** The difference between the children, as strong as it can be shown, since it is small. */
  private void theta(Film film, double x, double y, double opacity) {
    if (film.morphism().filter().filter(f -> !f.theta().isEmpty()).isEmpty()) {
      return;
    }
    Filter filter = film.morphism().filter().get();
    double small = 0.6 * side;
    double times = strongest(filter.weights()) / strongest(filter.theta());
    pen.setGlobalAlpha(opacity);
    new FilterTile(pen, palette, filter)
        .draw(filter.theta(), strongest(filter.theta()), x - 0.5 * small, y - 0.5 * small, small);
    pen.setGlobalAlpha(1);
    String text = times > 1.5 ? Texts.of("\u03b8, shown %.1f \u00d7 as strong", times) : "\u03b8";
    // its words come when the children have made room for them
    label(text, x, y + 0.5 * small + 12, Math.max(0, 4 * opacity - 3));
  }

  private void single(Film film, double there, double read) {
    double x = 0.32 * width;
    boolean isNew = film.morphism().kind() == MorphKind.NEW_NEURON;
    edges(film, x, 0.5 * height, isNew ? read : Math.min(1, read));
    pen.setStroke(palette.muted());
    pen.setLineWidth(1);
    pen.setLineDashes(4, 4);
    pen.strokeRect(x - 0.5 * side, 0.5 * height - 0.5 * side, side, side);
    pen.setLineDashes();
    tile(film, x, 0.5 * height, 0, there);
    label(isNew ? "w, at random" : "w", x, 0.5 * height + 0.5 * side + 12, there);
  }

  /** A filter {@code w + sign theta} around a centre; a plain card where the run has no numbers. */
  private void tile(Film film, double x, double y, double sign, double opacity) {
    pen.setGlobalAlpha(opacity);
    double left = x - 0.5 * side;
    double top = y - 0.5 * side;
    pen.setFill(palette.card());
    pen.fillRect(left, top, side, side);
    if (film.morphism().filter().isPresent()) {
      Filter filter = film.morphism().filter().get();
      List<Double> w = filter.weights();
      List<Double> theta = filter.theta();
      List<Double> shown =
          theta.isEmpty()
              ? w
              : IntStream.range(0, w.size()).mapToObj(i -> w.get(i) + sign * theta.get(i)).toList();
      double times = Math.max(1, Math.abs(sign));
      double most = strongest(w) + (theta.isEmpty() ? 0 : times * strongest(theta));
      new FilterTile(pen, palette, filter).draw(shown, most, left, top, side);
    }
    pen.setStroke(palette.text());
    pen.setLineWidth(1.5);
    pen.strokeRect(left, top, side, side);
    pen.setGlobalAlpha(1);
  }

  private static double strongest(List<Double> values) {
    return Math.max(1e-12, values.stream().mapToDouble(Math::abs).max().orElse(0));
  }

  private double readerX() {
    return 0.84 * width;
  }

  private double readerY(int reader, int readers) {
    return height * (reader + 0.5) / readers;
  }

  private int readers(Film film, boolean any) {
    int known = film.morphism().filter().map(f -> f.outgoing().size()).orElse(0);
    return known > 0 ? known : any ? READERS : 0;
  }

  private void edges(Film film, double x, double y, double share) {
    List<Double> lengths = film.morphism().filter().map(Filter::outgoing).orElse(List.of());
    int count = readers(film, true);
    double most = strongest(lengths);
    for (int r = 0; r < count && share > 0; r++) {
      double strength = lengths.isEmpty() ? 0.5 : lengths.get(r) / most;
      pen.setStroke(palette.accent());
      pen.setGlobalAlpha(0.55);
      pen.setLineWidth(0.4 + 6.6 * strength * share);
      double bend = 0.5 * (x + readerX());
      pen.beginPath();
      pen.moveTo(x + 0.5 * side, y);
      pen.bezierCurveTo(bend, y, bend, readerY(r, count), readerX(), readerY(r, count));
      pen.stroke();
    }
    pen.setGlobalAlpha(1);
  }

  private void readers(Film film) {
    int count = readers(film, true);
    for (int r = 0; r < count; r++) {
      pen.setFill(palette.card());
      pen.fillOval(readerX() - 7, readerY(r, count) - 7, 14, 14);
      pen.setStroke(palette.text());
      pen.setLineWidth(1.5);
      pen.strokeOval(readerX() - 7, readerY(r, count) - 7, 14, 14);
    }
  }

  /** Words on a ground of their own, whole within the area, so that no edge runs through them. */
  private void label(String text, double x, double y, double opacity) {
    double half = 0.5 * words.width(text, TYPE) + 4;
    double middleX = Math.max(half, Math.min(width - half, x));
    double middleY = Math.max(LINE, Math.min(height - LINE, y));
    pen.setGlobalAlpha(opacity);
    // the ground of the panel in either theme
    pen.setFill(palette.night() ? palette.background() : palette.card());
    pen.fillRoundRect(middleX - half, middleY - LINE, 2 * half, 2 * LINE, 6, 6);
    pen.setFill(palette.text());
    pen.setFont(fonts.regular(TYPE));
    pen.setTextAlign(TextAlignment.CENTER);
    pen.setTextBaseline(VPos.CENTER);
    pen.fillText(text, middleX, middleY);
    pen.setGlobalAlpha(1);
  }
}
