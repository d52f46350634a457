package org.morphoscope.ui.replay;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.history.Recording;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Theme;

/** Buttons, speed, slider and time of the replay. */
public final class ReplayBar extends HBox {
  private static final String PACE =
      "A round takes about 8 seconds at 1\u00d7: waits, as in training, are squeezed, and what is"
          + " proposed, decided, grown and measured stays long enough to be seen.";

  private static final String SLIDER =
      "Drag: any moment. Shift and drag: a range that is played again and again. A flag: a mark (M), to be"
          + " clicked on. Wheel: nearer. Double click: all of it, to its end.";

  private final Player player;
  private final Button play =
      button("replay-play", Feather.PLAY, "Play", "Play, pause (K)\n" + PACE);
  private final ScrubBar scrub;
  private final Label where = new Label();

  /**
   * @param player which is moved by what is pressed here
   * @param fonts the window's typeface
   */
  public ReplayBar(Player player, Fonts fonts) {
    super(4);
    this.player = player;
    this.scrub = new ScrubBar(player, fonts, player::seek);
    setId("replay-bar");
    setAlignment(Pos.CENTER_LEFT);
    play.setOnAction(e -> player.togglePlay());
    HBox.setHgrow(scrub, Priority.ALWAYS);
    where.setId("replay-where");
    where.getStyleClass().add("replay-where");
    where.setMinWidth(USE_PREF_SIZE);
    where.setTooltip(
        new Tooltip(
            "Round \u00b7 time since the run began, of all of it. What happened, in the order of the"
                + " recording; progress within an epoch is not recorded."));
    getChildren()
        .addAll(
            action("replay-first", Feather.SKIP_BACK, "To the beginning (Home)", player::first),
            action(
                "replay-round-back",
                Feather.CHEVRONS_LEFT,
                "Decision of the round before (Page up)",
                () -> player.jumpRound(-1)),
            action(
                "replay-back", Feather.CHEVRON_LEFT, "One event back (,)", () -> player.step(-1)),
            play,
            action("replay-on", Feather.CHEVRON_RIGHT, "One event on (.)", () -> player.step(1)),
            action(
                "replay-round-on",
                Feather.CHEVRONS_RIGHT,
                "Decision of the next round (Page down)",
                () -> player.jumpRound(1)),
            speed(),
            scrub,
            where);
    player.momentProperty().addListener(o -> refresh());
    player.playingProperty().addListener(o -> refresh());
    player.loopProperty().addListener(o -> refresh());
    player.marksProperty().addListener(o -> refresh());
    Tooltip tip = new Tooltip(SLIDER);
    Tooltip.install(scrub, tip);
    scrub.setOnMouseMoved(event -> tip.setText(scrub.markAt(event).map(Mark::name).orElse(SLIDER)));
    refresh();
  }

  private ComboBox<Integer> speed() {
    ComboBox<Integer> speed = new ComboBox<>();
    speed.setId("replay-speed");
    speed.getStyleClass().add("replay-speed");
    speed.getItems().setAll(Player.SPEEDS);
    speed.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Integer times) {
            return times + "\u00d7";
          }

          @Override
          public Integer fromString(String text) {
            return Integer.valueOf(text.replace("\u00d7", ""));
          }
        });
    speed.valueProperty().bindBidirectional(player.speedProperty());
    speed.setAccessibleText("Speed of the replay");
    speed.setTooltip(new Tooltip("Speed of the replay\n" + PACE));
    speed.setMinWidth(USE_PREF_SIZE);
    return speed;
  }

  private static Button action(String id, Feather icon, String words, Runnable action) {
    String name = words.substring(0, words.indexOf(" ("));
    Button button = button(id, icon, name, words);
    button.setOnAction(e -> action.run());
    return button;
  }

  private static Button button(String id, Feather icon, String name, String words) {
    Button button = new Button(null, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll("button-icon", "flat", "replay-button");
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.setAccessibleText(name);
    button.setTooltip(new Tooltip(words));
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  /**
   * Offers a menu on the slider.
   *
   * @param menu shown where the slider is clicked
   */
  public void setMenu(ContextMenu menu) {
    scrub.setOnContextMenuRequested(
        event -> {
          menu.show(scrub, event.getScreenX(), event.getScreenY());
          event.consume();
        });
  }

  /**
   * Takes the colours of a theme.
   *
   * @param theme light or dark
   */
  public void setTheme(Theme theme) {
    scrub.setTheme(theme);
  }

  /** Brings the bar up to date with the recording. */
  public void refresh() {
    Recording recording = player.recording();
    setDisable(recording.isEmpty());
    ((FontIcon) play.getGraphic())
        .setIconCode(player.playingProperty().get() ? Feather.PAUSE : Feather.PLAY);
    play.setAccessibleText(player.playingProperty().get() ? "Pause" : "Play");
    where.setText(recording.isEmpty() ? "" : where(recording));
    scrub.setAccessibleHelp(marks());
    scrub.paint();
  }

  private String marks() {
    List<Mark> marks = player.marksProperty().get();
    return marks.isEmpty()
        ? ""
        : marks.stream().map(Mark::name).collect(Collectors.joining(", ", "Marks: ", ""));
  }

  private String where(Recording recording) {
    Recording.Entry last = recording.entries().get(recording.entries().size() - 1);
    Recording.Entry here = recording.entries().get(player.index());
    String round = here.event().round() == 0 ? "seed" : "round " + here.event().round();
    return Texts.of(
        "%s \u00b7 %s of %s",
        round, Formats.duration(here.seconds()), Formats.duration(last.seconds()));
  }

  /**
   * {@return the place on the screen where the pointer grabs the moment after an event}
   *
   * @param number of the event
   */
  public Point2D placeOf(int number) {
    return scrub.localToScreen(scrub.placeOf(number));
  }
}
