package org.morphoscope.ui.film;

import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.kit.Theme;

/** The picture of a film at one time, as large as there is room. */
final class FilmCanvas extends Region {
  private static final double AXIS = 0.85;

  private final Canvas canvas = new Canvas();
  private final Fonts fonts;
  private Palette palette = Theme.LIGHT.palette();
  private Optional<Film> film = Optional.empty();
  private double time;

  FilmCanvas(Fonts fonts) {
    this.fonts = fonts;
    setId("film-picture");
    setMinSize(420, 180);
    setPrefSize(880, 360);
    getChildren().add(canvas);
  }

  void setTheme(Theme theme) {
    palette = theme.palette();
    draw();
  }

  void show(Film shown, double seconds) {
    film = Optional.of(shown);
    time = seconds;
    setAccessibleText(shown.title() + ". " + FilmWords.of(shown, Act.at(seconds)));
    draw();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    GraphicsContext pen = canvas.getGraphicsContext2D();
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    pen.clearRect(0, 0, width, height);
    film.ifPresent(
        shown -> {
          new FilmPainter(pen, palette, fonts, width, height).draw(shown, time);
          new LossStrip(pen, palette, fonts, AXIS * width, width, height)
              .draw(shown.losses(), shown.takenBack(), time);
        });
  }
}
