package org.morphoscope.ui.film;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Theme;

/** Above the window: how a channel of a round grew, slowly. */
public final class FilmPanel extends StackPane {
  private static final double MARGIN = 28;

  private final Label title = new Label();
  private final Label note = new Label();
  private final Label words = new Label();
  private final ChoiceBox<Film> choice = new ChoiceBox<>();
  private final FilmCanvas picture;
  private final FilmClock clock;

  /**
   * @param fonts the window's typeface
   * @param calm whether things are not to move by themselves
   */
  public FilmPanel(Fonts fonts, BooleanSupplier calm) {
    picture = new FilmCanvas(fonts);
    clock = new FilmClock(calm, this::draw);
    setId("film");
    getStyleClass().add("scrim");
    setPadding(new Insets(MARGIN));
    title.getStyleClass().add("empty-title");
    title.setMinWidth(USE_PREF_SIZE);
    choice.setId("film-choice");
    choice.setAccessibleText("The change that is shown");
    choice.valueProperty().addListener((o, was, now) -> begin(now));
    note.setId("film-note");
    note.getStyleClass().add("view-note");
    note.setWrapText(true);
    words.setId("film-words");
    words.getStyleClass().add("film-words");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    words.setAlignment(Pos.TOP_LEFT);
    Button close = new Button("Close");
    close.setId("film-close");
    close.setOnAction(e -> close());
    close.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(12, title, choice, space, close);
    head.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(picture, Priority.ALWAYS);
    VBox card = new VBox(10, head, picture, words, clock.controls(), note);
    card.setId("film-card");
    card.getStyleClass().add("overlay-card");
    card.setMaxSize(940, 620);
    getChildren().add(card);
    setVisible(false);
    visibleProperty().addListener(o -> clock.pause());
  }

  /**
   * Opens on a change of a round and plays it.
   *
   * @param record of a round in which the net has grown
   * @param before the round before, as far as it is known
   * @param preferred channels of which one is shown first, where one of them changed
   * @return whether there is anything to show
   */
  public boolean open(RoundRecord record, Optional<RoundSummary> before, Set<UnitId> preferred) {
    List<Film> films = Film.of(record, before);
    if (films.isEmpty()) {
      return false;
    }
    title.setText("Round " + record.round() + ", slowly");
    choice.getItems().setAll(films);
    setVisible(true);
    choice.setValue(
        films.stream()
            .min(Comparator.comparingInt(film -> rank(film, preferred)))
            .orElse(films.get(0)));
    return true;
  }

  /** What is selected first, then a split, and rather one with numbers. */
  private static int rank(Film film, Set<UnitId> preferred) {
    return (preferred.contains(film.morphism().unit()) ? 0 : 4)
        + (film.morphism().kind() == MorphKind.SPLIT ? 0 : 2)
        + (film.morphism().filter().isPresent() ? 0 : 1);
  }

  private void begin(Film film) {
    if (film == null) {
      return;
    }
    note.setText(
        film.morphism().filter().isPresent()
            ? "Drawn from the run's own numbers: the filter is w, the width of an edge the length"
                + " of the weights that read the channel."
            : "This run has no numbers of the channel (an older one, fresh channels, or one of many"
                + " in a set): a sketch.");
    clock.play();
  }

  private void draw(double time) {
    Film film = choice.getValue();
    if (film != null) {
      picture.show(film, time);
      words.setText(FilmWords.of(film, Act.at(time)));
    }
  }

  /** Closes it; nothing moves on. */
  public void close() {
    setVisible(false);
  }

  /**
   * Draws in the colours of a theme.
   *
   * @param theme light or dark
   */
  public void setTheme(Theme theme) {
    picture.setTheme(theme);
  }
}
