package org.morphoscope.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.stage.Stage;
import org.morphoscope.history.Recording;
import org.morphoscope.ui.diff.CompareWindow;
import org.morphoscope.ui.diff.ComparedRun;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.frame.FolderChooser;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.timeline.TimelineView;

/** Opens the window that compares, from the timeline and by key. */
final class Comparisons {
  private final Stage stage;
  private final Fx background;
  private final Player player;
  private final String style;
  private final Services.RunReplay replay;
  private final FolderChooser folders;
  private final Banner banner;
  private Optional<CompareWindow> window = Optional.empty();
  private Theme theme = Theme.LIGHT;

  /**
   * @param style address of the style sheet
   * @param replay reads recorded runs
   */
  Comparisons(
      Stage stage,
      Fx background,
      TimelineView timeline,
      Player player,
      String style,
      Services.RunReplay replay,
      FolderChooser folders,
      Banner banner) {
    this.stage = stage;
    this.background = background;
    this.player = player;
    this.style = style;
    this.replay = replay;
    this.folders = folders;
    this.banner = banner;
    timeline.setOnCompare(
        round -> endOf(round).ifPresent(number -> show(number, last())),
        round -> endOf(round).ifPresent(number -> show(number, onShow())));
    MenuItem now = new MenuItem("Compare this moment with now");
    now.setOnAction(e -> show(onShow(), last()));
    MenuItem seed = new MenuItem("Compare this moment with the trained seed");
    seed.setOnAction(e -> endOf(0).ifPresent(number -> show(number, onShow())));
    timeline.replayBar().setMenu(new ContextMenu(now, seed));
  }

  private Recording recording() {
    return player.recording();
  }

  private int last() {
    List<Recording.Entry> entries = recording().entries();
    return entries.get(entries.size() - 1).number();
  }

  private int onShow() {
    return player.number();
  }

  /** Last event of a round. */
  private Optional<Integer> endOf(int round) {
    return recording().entries().stream()
        .filter(entry -> entry.round() == round)
        .filter(entry -> !entry.endsRun())
        .map(Recording.Entry::number)
        .reduce((earlier, later) -> later);
  }

  /** Compares the moment on show with now; from now it is the trained seed that is compared. */
  void compare() {
    if (recording().isEmpty()) {
      banner.info("Open a run, or grow one, before you compare its moments.");
    } else if (onShow() == last()) {
      endOf(0).ifPresent(number -> show(number, last()));
    } else {
      show(onShow(), last());
    }
  }

  /** Compares the end of a round with that of another, or with now. */
  void compare(int round, OptionalInt other) {
    Optional<Integer> right = other.isPresent() ? endOf(other.getAsInt()) : Optional.of(last());
    endOf(round).ifPresent(left -> right.ifPresent(number -> show(left, number)));
  }

  private void show(int left, int right) {
    if (window.isEmpty()) {
      window =
          Optional.of(new CompareWindow(stage, background, style, this::chooseRun, banner::report));
      window.get().setTheme(theme);
    }
    window.get().show(new ComparedRun(recording().runId(), recording()), left, right);
  }

  private void chooseRun(Consumer<ComparedRun> chosen) {
    folders.choose("Compare with the run in a folder").ifPresent(f -> read(f, chosen));
  }

  private void read(Path folder, Consumer<ComparedRun> chosen) {
    background.call(
        () -> {
          Recording recording = new Recording();
          recording.append(replay.read(folder), OptionalDouble.empty());
          return new ComparedRun(folder.getFileName().toString(), recording);
        },
        chosen,
        banner::report);
  }

  /** Compares what the comparison shows on its left with another run. */
  void compareWith(Path folder) {
    compare();
    window.ifPresent(shown -> read(folder, shown::showOther));
  }

  void setTheme(Theme changed) {
    theme = changed;
    window.ifPresent(shown -> shown.setTheme(changed));
  }

  void close() {
    window.ifPresent(CompareWindow::close);
  }

  Optional<CompareWindow> window() {
    return window;
  }
}
