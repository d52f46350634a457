package org.morphoscope.ui.timeline;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.RoundRecord;

/** A mark for every round, and the way back to now. */
public final class TimelineView extends HBox {
  private final HBox marks = new HBox(6);
  private final ScrollPane scroll = new ScrollPane(marks);
  private final ToggleButton live = new ToggleButton("Live", new FontIcon(Feather.RADIO));
  private final Label empty = new Label("Rounds appear here; click one to look back.");
  private final ObjectProperty<Optional<Integer>> shown =
      new SimpleObjectProperty<>(this, "shown", Optional.empty());
  private Palette palette = Theme.LIGHT.palette();
  private List<RoundRecord> records = List.of();

  public TimelineView() {
    super(12);
    setId("timeline");
    getStyleClass().addAll("view", "timeline");
    setAlignment(Pos.CENTER_LEFT);
    setPadding(new Insets(6, 12, 6, 12));
    Label title = new Label("Timeline");
    title.getStyleClass().add("view-title");
    title.setMinWidth(USE_PREF_SIZE);
    marks.setAlignment(Pos.CENTER_LEFT);
    scroll.setFitToHeight(true);
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("timeline-scroll");
    HBox.setHgrow(scroll, Priority.ALWAYS);
    empty.getStyleClass().add("placeholder");
    live.setId("timeline-live");
    live.setMinWidth(USE_PREF_SIZE);
    live.setTooltip(new Tooltip("Show what happens now"));
    live.setOnAction(e -> shown.set(Optional.empty()));
    getChildren().addAll(title, scroll, live);
    shown.addListener(o -> mark());
    show(List.of());
  }

  /** The round to look at; empty for now. */
  public ObjectProperty<Optional<Integer>> shownProperty() {
    return shown;
  }

  /** Shows these rounds; stays at the right end while live. */
  public void show(List<RoundRecord> rounds) {
    records = rounds;
    rebuild();
  }

  /** Number of rounds on show. */
  public int shownRounds() {
    return records.size();
  }

  public void setTheme(Theme theme) {
    palette = theme.palette();
    rebuild();
  }

  private void rebuild() {
    if (records.isEmpty()) {
      marks.getChildren().setAll(empty);
    } else {
      int widest = RoundMark.widest(records);
      marks
          .getChildren()
          .setAll(
              records.stream()
                  .map(
                      record -> {
                        RoundMark mark = new RoundMark(record, widest, palette);
                        mark.setUserData(record.round());
                        mark.setOnAction(e -> shown.set(Optional.of(record.round())));
                        return mark;
                      })
                  .toList());
    }
    live.setDisable(records.isEmpty());
    mark();
    if (shown.get().isEmpty()) {
      applyCss();
      layout();
      scroll.setHvalue(1);
    }
  }

  private void mark() {
    live.setSelected(shown.get().isEmpty() && !records.isEmpty());
    marks.getChildren().stream()
        .filter(ToggleButton.class::isInstance)
        .map(ToggleButton.class::cast)
        .forEach(
            mark -> mark.setSelected(shown.get().filter(mark.getUserData()::equals).isPresent()));
  }
}
