package org.morphoscope.ui.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.kit.UncachedContent;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.replay.ReplayBar;

/** A mark for every round, the slider to any moment, and the way back to now. */
public final class TimelineView extends VBox {
  private static final String CURRENT = "round-current";

  /** In ems: in a window that is lower, a mark is one line. */
  private static final double LOW = 45;

  private final Player player;
  private final ReplayBar replay;
  private final HBox marks = new HBox(6);
  private final ScrollPane scroll = new ScrollPane(marks);
  private final ToggleButton live = new ToggleButton("Live", new FontIcon(Feather.RADIO));
  private final Label empty = new Label("Rounds appear here; click one to look back.");
  private final ObjectProperty<Optional<Integer>> shown =
      new SimpleObjectProperty<>(this, "shown", Optional.empty());
  private IntConsumer compareWithNow = round -> {};
  private IntConsumer compareWithShown = round -> {};
  private Palette palette = Theme.LIGHT.palette();
  private List<RoundRecord> records = List.of();
  private boolean low;

  /**
   * @param player knows which moment is on show
   * @param fonts the window's typeface
   */
  public TimelineView(Player player, Fonts fonts) {
    super(2);
    this.player = player;
    this.replay = new ReplayBar(player, fonts);
    setId("timeline");
    getStyleClass().addAll("view", "timeline");
    setPadding(new Insets(6, 12, 3, 12));
    Label title = new Label("Timeline");
    title.getStyleClass().add("view-title");
    title.setMinWidth(USE_PREF_SIZE);
    marks.setAlignment(Pos.CENTER_LEFT);
    scroll.setFitToHeight(true);
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("timeline-scroll");
    UncachedContent.of(scroll);
    HBox.setHgrow(scroll, Priority.ALWAYS);
    empty.getStyleClass().add("placeholder");
    live.setId("timeline-live");
    live.setMinWidth(USE_PREF_SIZE);
    live.setTooltip(new Tooltip("Show what happens now (End)"));
    live.setOnAction(e -> goLive());
    HBox upper = new HBox(12, title, scroll, live);
    upper.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(upper, replay);
    sceneProperty()
        .flatMap(Scene::heightProperty)
        .addListener((o, before, height) -> fold(height, title.getFont().getSize()));
    shown.addListener(
        (o, before, round) -> {
          player.setAnchor(
              round.map(player.recording()::momentOfRound).orElseGet(OptionalInt::empty));
          if (round.isPresent()) {
            player.live();
          }
          mark();
          replay.refresh();
        });
    player
        .momentProperty()
        .addListener(
            (o, before, moment) -> {
              if (moment.isPresent()) {
                shown.set(Optional.empty());
              }
              mark();
            });
    show(List.of());
  }

  /**
   * Looks back at a round as a whole.
   *
   * @param round number of the round
   */
  public void look(int round) {
    shown.set(Optional.of(round));
  }

  /**
   * {@return the round to look back at as a whole; empty for now, or for a moment of the player}
   */
  public ObjectProperty<Optional<Integer>> shownProperty() {
    return shown;
  }

  /** Shows now. */
  public void goLive() {
    player.live();
    shown.set(Optional.empty());
    mark();
  }

  /** {@return the buttons and the slider of the replay} */
  public ReplayBar replayBar() {
    return replay;
  }

  /**
   * Tells what the menu of a round compares it with.
   *
   * @param now told the round to be compared with now
   * @param other told the round to be compared with the moment on show
   */
  public void setOnCompare(IntConsumer now, IntConsumer other) {
    compareWithNow = now;
    compareWithShown = other;
  }

  /**
   * Shows these rounds; stays at the right end while live.
   *
   * @param rounds in the order they happened
   */
  public void show(List<RoundRecord> rounds) {
    records = rounds;
    rebuild();
  }

  /** {@return the number of rounds on show} */
  public int shownRounds() {
    return records.size();
  }

  /**
   * Takes the colours of a theme.
   *
   * @param theme light or dark
   */
  public void setTheme(Theme theme) {
    palette = theme.palette();
    replay.setTheme(theme);
    rebuild();
  }

  private void rebuild() {
    List<Node> wanted = records.isEmpty() ? List.of(empty) : wantedMarks();
    boolean changed = !wanted.equals(marks.getChildren());
    if (changed) {
      replaceFromFirstChange(wanted);
    }
    live.setDisable(records.isEmpty());
    mark();
    if (changed && shown.get().isEmpty() && !player.lookingBack()) {
      applyCss();
      layout();
      scroll.setHvalue(1);
    }
  }

  /** Leaves the height to the network where there is little of it. */
  private void fold(Number height, double em) {
    low = height != null && height.doubleValue() < LOW * em;
    marks.getChildren().forEach(this::fold);
  }

  private void fold(Node mark) {
    if (mark instanceof RoundMark round && round.getGraphic() instanceof Pane lines) {
      for (Node line : lines.getChildren().subList(1, lines.getChildren().size())) {
        line.setVisible(!low);
        line.setManaged(!low);
      }
    }
  }

  /** A mark that looks as before stays: to style a new one takes longer than all the rest. */
  private List<Node> wantedMarks() {
    Map<RoundMark.Look, RoundMark> before = new HashMap<>();
    for (Node node : marks.getChildren()) {
      if (node instanceof RoundMark mark) {
        before.put(mark.look(), mark);
      }
    }
    int widest = RoundMark.widest(records);
    List<Node> wanted = new ArrayList<>();
    for (RoundRecord record : records) {
      RoundMark.Look look = RoundMark.Look.of(record, widest, palette);
      RoundMark mark = before.remove(look);
      if (mark == null) {
        mark = roundMark(look, record);
      }
      mark.setRound(record);
      wanted.add(mark);
    }
    return wanted;
  }

  private void replaceFromFirstChange(List<Node> wanted) {
    List<Node> shownMarks = marks.getChildren();
    int same = 0;
    while (same < Math.min(wanted.size(), shownMarks.size())
        && wanted.get(same) == shownMarks.get(same)) {
      same++;
    }
    shownMarks.subList(same, shownMarks.size()).clear();
    shownMarks.addAll(wanted.subList(same, wanted.size()));
  }

  private RoundMark roundMark(RoundMark.Look look, RoundRecord record) {
    RoundMark mark = new RoundMark(look, record);
    fold(mark);
    if (look.abandoned()) {
      mark.setUserData(-1);
      mark.setOnAction(e -> showAbandoned(mark.round()));
      return mark;
    }
    int round = look.round();
    mark.setUserData(round);
    mark.setOnAction(e -> shown.set(Optional.of(round)));
    MenuItem now = new MenuItem("Compare with now");
    now.setOnAction(e -> compareWithNow.accept(round));
    MenuItem other = new MenuItem("Compare with the moment on show");
    other.setOnAction(e -> compareWithShown.accept(round));
    mark.setContextMenu(new ContextMenu(now, other));
    return mark;
  }

  /** A round that was taken back is a moment of the past, not a round of the run. */
  private void showAbandoned(RoundRecord record) {
    mark();
    player.recording().entries().stream()
        .filter(
            entry ->
                entry
                    .decision()
                    .filter(fell -> record.decision().filter(made -> made == fell).isPresent())
                    .isPresent())
        .findFirst()
        .ifPresent(entry -> player.show(entry.number()));
  }

  private void mark() {
    boolean now = shown.get().isEmpty() && !player.lookingBack();
    live.setSelected(now && !records.isEmpty());
    Optional<Integer> at =
        player
            .momentProperty()
            .get()
            .map(number -> player.recording().index(number))
            .map(index -> player.recording().entries().get(index).event().round());
    marks.getChildren().stream()
        .filter(ToggleButton.class::isInstance)
        .map(ToggleButton.class::cast)
        .forEach(
            mark -> {
              mark.setSelected(shown.get().filter(mark.getUserData()::equals).isPresent());
              mark.getStyleClass().remove(CURRENT);
              if (at.filter(mark.getUserData()::equals).isPresent()) {
                mark.getStyleClass().add(CURRENT);
              }
            });
  }
}
