package org.morphoscope.ui.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Spinner;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Asking;
import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.kit.Theme;

/** Start, pause, step, stop; who decides; theme and the rest of the menu. */
public final class RunBar extends HBox {
  /** In ems: large type needs a wider window. */
  private static final double NARROW = 83;

  /** In ems: below, buttons with an icon of their own go without words, too. */
  private static final double NARROWER = 60;

  private static final int LONGEST = 600;

  /** In ems, for the longest mode: without it JavaFX makes the whole list only to measure it. */
  private static final double MODE_WIDTH = 13.5;

  private final Button start = button("new-run", "New run", Feather.PLUS, "New run (Ctrl+N)");
  private final Button open =
      button("open-data", "Open data", Feather.FOLDER, "Open a folder of images (Ctrl+O)");
  private final Button pause;
  private final Button step;
  private final Button stop;
  private final Button adjust;
  private final AdjustCard card = new AdjustCard(System.getProperty("user.name", "somebody"));
  private final Button undo;
  private final Button theme;
  private final ComboBox<Asking.Mode> mode = new ComboBox<>();
  private final Spinner<Integer> seconds = new Spinner<>(new WholeNumbers(1, LONGEST, 20));
  private final Label state = new Label();
  private final Label watched = new Label("read-only", new FontIcon(Feather.EYE));
  private final HBox steering = new HBox(8);
  private final Tooltip reason = new Tooltip();

  /**
   * @param menu stands at the right end
   */
  public RunBar(AppMenu menu) {
    super(8);
    setId("run-bar");
    getStyleClass().add("run-bar");
    setAlignment(Pos.CENTER_LEFT);
    iconOnlyIfNarrower(start);
    iconOnlyIfNarrower(open);
    pause = icon("pause", Feather.PAUSE, "Pause (Space)");
    step = icon("step", Feather.SKIP_FORWARD, "Go on to the end of the round, then pause");
    stop = icon("stop", Feather.SQUARE, "Stop the run; what is done is kept");
    adjust =
        icon("adjust", Feather.SLIDERS, "Adjust: turn settings while the run goes on (Ctrl+J)");
    undo =
        icon(
            "undo",
            Feather.CORNER_UP_LEFT,
            "Undo the latest round: back to the net before it (Ctrl+Z)");
    theme = icon("theme", Feather.MOON, "Dark or light");
    state.setId("run-state");
    state.getStyleClass().add("run-state");
    state.setMinWidth(0);
    steering.getChildren().setAll(pause, step, stop, adjust);
    steering.setAlignment(Pos.CENTER_LEFT);
    watched.setId("run-watched");
    watched.getStyleClass().add("run-watched");
    watched.setMinWidth(USE_PREF_SIZE);
    watched.setTooltip(reason);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label decisions = new Label("Decisions");
    decisions.setMinWidth(USE_PREF_SIZE);
    decisions.setLabelFor(mode);
    decisions.visibleProperty().bind(widerThan(NARROWER));
    decisions.managedProperty().bind(decisions.visibleProperty());
    getChildren()
        .addAll(
            brand(),
            start,
            open,
            separator(),
            steering,
            undo,
            separator(),
            watched,
            state,
            space,
            decisions,
            modeBox(),
            seconds,
            separator(),
            theme,
            menu);
    update(false, false);
    setUndoable(false);
    setWatched(Optional.empty());
  }

  /** The name makes room when the window is narrow. */
  private Node brand() {
    Label brand = new Label("Morphoscope");
    brand.getStyleClass().add("brand");
    brand.setMinWidth(USE_PREF_SIZE);
    brand.visibleProperty().bind(widerThan(NARROW));
    brand.managedProperty().bind(brand.visibleProperty());
    return brand;
  }

  private BooleanBinding widerThan(double ems) {
    return Bindings.createBooleanBinding(
        () -> getWidth() > ems * state.getFont().getSize(), widthProperty(), state.fontProperty());
  }

  private void iconOnlyIfNarrower(Button button) {
    button.setAccessibleText(button.getText());
    button
        .contentDisplayProperty()
        .bind(
            Bindings.when(widerThan(NARROWER))
                .then(ContentDisplay.LEFT)
                .otherwise(ContentDisplay.GRAPHIC_ONLY));
  }

  private static Separator separator() {
    return new Separator(Orientation.VERTICAL);
  }

  private ComboBox<Asking.Mode> modeBox() {
    mode.setId("decision-mode");
    mode.setConverter(new ModeWords());
    mode.getItems().setAll(Asking.Mode.values());
    mode.setValue(Asking.Mode.AUTOMATIC);
    mode.setAccessibleText("Who decides about proposals");
    mode.setTooltip(
        new Tooltip("Who decides about each round's proposal; may be changed any time"));
    mode.setMinWidth(USE_PREF_SIZE);
    mode.prefWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> MODE_WIDTH * state.getFont().getSize(), state.fontProperty()));
    seconds.setId("decision-seconds");
    seconds.setEditable(true);
    seconds.setMinWidth(USE_PREF_SIZE);
    seconds.setAccessibleText("Seconds of the countdown");
    seconds.setTooltip(new Tooltip("Seconds before the proposal is taken as it stands"));
    seconds
        .focusedProperty()
        .addListener(
            o -> {
              // what does not fit is not kept: the field says what counts
              seconds.commitValue();
              seconds.getEditor().setText(seconds.getValue().toString());
            });
    seconds.setVisible(false);
    seconds.setManaged(false);
    mode.valueProperty()
        .addListener(
            o -> {
              boolean counting = mode.getValue() == Asking.Mode.COUNTDOWN;
              seconds.setVisible(counting);
              seconds.setManaged(counting);
            });
    return mode;
  }

  /**
   * What its buttons and boxes call.
   *
   * @param actions of the window
   */
  public void setActions(WindowActions actions) {
    start.setOnAction(e -> actions.newRun());
    open.setOnAction(e -> actions.openData());
    pause.setOnAction(e -> actions.togglePause());
    step.setOnAction(e -> actions.step());
    stop.setOnAction(e -> actions.stop());
    adjust.setOnAction(e -> actions.adjust());
    undo.setOnAction(e -> actions.undo());
    theme.setOnAction(e -> actions.toggleTheme());
    InvalidationListener changed =
        o -> actions.setDecisionMode(mode.getValue(), seconds.getValue());
    mode.valueProperty().addListener(changed);
    seconds.valueProperty().addListener(changed);
  }

  /**
   * Shows the mode, for example the one of a new run.
   *
   * @param chosen how long to wait for a person
   * @param countdown its length in seconds
   */
  public void setDecisionMode(Asking.Mode chosen, int countdown) {
    seconds.getValueFactory().setValue(countdown);
    mode.setValue(chosen);
  }

  /** {@return the mode that is chosen} */
  public Asking.Mode decisionMode() {
    return mode.getValue();
  }

  /** {@return the length of a countdown that is chosen, in seconds} */
  public int countdownSeconds() {
    return seconds.getValue();
  }

  private static Button button(String id, String text, Ikon icon, String explanation) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.setTooltip(new Tooltip(explanation));
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private static Button icon(String id, Ikon icon, String explanation) {
    Button button = button(id, null, icon, explanation);
    button.getStyleClass().addAll("button-icon", "flat");
    button.setAccessibleText(explanation);
    return button;
  }

  /**
   * Enables what is possible.
   *
   * @param running whether a run of this window goes on
   * @param paused whether the run waits at the person's wish
   */
  public void update(boolean running, boolean paused) {
    pause.setDisable(!running);
    step.setDisable(!running);
    stop.setDisable(!running);
    adjust.setDisable(!running);
    pause.setGraphic(new FontIcon(paused ? Feather.PLAY : Feather.PAUSE));
    String text = paused ? "Go on (Space)" : "Pause (Space)";
    pause.getTooltip().setText(text);
    pause.setAccessibleText(text);
  }

  /**
   * Opens the card in which settings are turned.
   *
   * @param config of the run as it stands
   * @param round under way
   * @param wanted gets what the person wants; not called when nothing is changed
   */
  public void showSettings(RunConfig config, int round, Consumer<List<Adjustment>> wanted) {
    card.show(adjust, config, round, wanted);
  }

  /**
   * Shows that the run on show is steered elsewhere.
   *
   * @param why what can be done here and what not; empty when it is steered here
   */
  public void setWatched(Optional<String> why) {
    boolean elsewhere = why.isPresent();
    watched.setVisible(elsewhere);
    watched.setManaged(elsewhere);
    mode.setDisable(elsewhere);
    seconds.setDisable(elsewhere);
    if (elsewhere) {
      reason.setText(why.get());
      watched.setAccessibleText("Read-only. " + why.get());
      // a button that is greyed shows no tooltip of its own
      Tooltip.install(steering, reason);
    } else {
      Tooltip.uninstall(steering, reason);
    }
  }

  /**
   * Whether there is a round that can be taken back now.
   *
   * @param possible else the button is disabled
   */
  public void setUndoable(boolean possible) {
    undo.setDisable(!possible);
  }

  /**
   * One short line about the run.
   *
   * @param text without a full stop
   */
  public void setState(String text) {
    state.setText(text);
  }

  /** {@return the line about the run} */
  public String state() {
    return state.getText();
  }

  /**
   * Shows the sign of the theme that a click would bring.
   *
   * @param now the theme of the window
   */
  public void setTheme(Theme now) {
    theme.setGraphic(new FontIcon(now == Theme.DARK ? Feather.SUN : Feather.MOON));
  }
}
