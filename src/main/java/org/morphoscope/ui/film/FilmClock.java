package org.morphoscope.ui.film;

import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import javafx.animation.AnimationTimer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.morphoscope.text.Texts;

/** The time of a film: turned on by a clock, or by hand; asks for no frame while it stands. */
final class FilmClock {
  private static final double NANOS = 1e9;
  private static final double JUST_BEFORE = 1e-6;

  private final BooleanSupplier calm;
  private final Slider time = new Slider(0, Act.total(), 0);
  private final Button play = new Button("Pause");
  private final ChoiceBox<Double> speed = new ChoiceBox<>();
  private final AnimationTimer timer;
  private boolean running;
  private long last;

  /**
   * @param calm whether nothing is to move by itself: then the button goes on by an act
   * @param draw told the time in seconds, whenever it changes or the film begins
   */
  FilmClock(BooleanSupplier calm, DoubleConsumer draw) {
    this.calm = calm;
    time.setId("film-time");
    time.setAccessibleText("Moment of the film");
    time.valueProperty().addListener(o -> draw.accept(time.getValue()));
    play.setId("film-play");
    play.setMinWidth(90);
    play.setOnAction(e -> toggle());
    speed.setId("film-speed");
    speed.setAccessibleText("Speed of the film");
    speed.getItems().setAll(0.5, 1.0, 2.0);
    speed.setValue(1.0);
    speed.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Double factor) {
            return factor == null ? "" : Texts.of("%.1f\u00d7", factor);
          }

          @Override
          public Double fromString(String text) {
            throw new UnsupportedOperationException("a choice is not typed");
          }
        });
    timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            double passed = last == 0 ? 0 : (now - last) / NANOS;
            last = now;
            time.setValue(Math.min(Act.total(), time.getValue() + passed * speed.getValue()));
            if (time.getValue() >= Act.total()) {
              pause();
            }
          }
        };
  }

  /** Again, play and pause, the moment, the speed. */
  Node controls() {
    Button again = new Button("Again");
    again.setId("film-again");
    again.setMinWidth(Button.USE_PREF_SIZE);
    again.setOnAction(e -> play());
    HBox.setHgrow(time, Priority.ALWAYS);
    HBox controls = new HBox(10, again, play, time, speed);
    controls.setAlignment(Pos.CENTER_LEFT);
    return controls;
  }

  /** From the beginning; where nothing is to move, the end is shown at once. */
  void play() {
    pause();
    // told also where it stood there
    time.setValue(0);
    time.setValue(time.getMax());
    if (!calm.getAsBoolean()) {
      time.setValue(0);
      start();
    }
  }

  private void start() {
    last = 0;
    running = true;
    timer.start();
    name();
  }

  void pause() {
    running = false;
    timer.stop();
    name();
  }

  private void toggle() {
    if (running) {
      pause();
    } else if (calm.getAsBoolean()) {
      time.setValue(nextEnd());
    } else if (time.getValue() >= Act.total()) {
      play();
    } else {
      start();
    }
  }

  /** The end of the next act, each of which has one thing to say; at the end the beginning. */
  private double nextEnd() {
    for (Act act : Act.values()) {
      double end = act.end() - JUST_BEFORE;
      if (act != Act.BEFORE && end > time.getValue() + JUST_BEFORE) {
        return end;
      }
    }
    return 0;
  }

  private void name() {
    play.setText(running ? "Pause" : calm.getAsBoolean() ? "Next" : "Play");
  }
}
