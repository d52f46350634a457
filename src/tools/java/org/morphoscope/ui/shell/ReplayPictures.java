package org.morphoscope.ui.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.morphoscope.history.Lineage;
import org.morphoscope.history.RunModel;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Architecture;
import org.morphoscope.ui.diff.CompareWindow;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.kit.Png;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.timeline.TimelineView;

/**
 * Takes pictures of replay, comparison and lineage in both themes. Arguments: TARGET_FOLDER RUN
 * OTHER_RUN WIDTH HEIGHT.
 */
final class ReplayPictures {
  private static final long SETTLED_MILLIS = 1200;

  private final Path target;
  private MorphoscopeWindow window;

  private ReplayPictures(Path target) {
    this.target = target;
  }

  public static void main(String[] args) throws Exception {
    Platform.startup(() -> {});
    new ReplayPictures(Files.createDirectories(Path.of(args[0])))
        .take(
            Path.of(args[1]),
            Path.of(args[2]),
            Double.parseDouble(args[3]),
            Double.parseDouble(args[4]));
    System.exit(0);
  }

  private void take(Path run, Path other, double width, double height) throws Exception {
    Services fake = FakeServices.of(new int[] {8, 8}, 1, 1, Files.createTempDirectory("replay"));
    Services services = FakeServices.withFolders(fake, fake.preferences());
    FxWork.on(
        () -> {
          Stage stage = new Stage();
          window = new MorphoscopeWindow(stage, services);
          window.show();
          stage.setWidth(width);
          stage.setHeight(height);
          window.first().replay(run);
        });
    Thread.sleep(3 * SETTLED_MILLIS);
    FxWork.on(() -> window.player().jumpRound(1));
    FxWork.on(() -> window.player().jumpRound(1));
    FxWork.on(() -> window.player().jumpRound(1));
    FxWork.on(() -> window.player().step(-6));
    both("replay-scoring");
    FxWork.on(() -> window.player().jumpRound(1));
    both("replay-decision");
    FxWork.on(() -> window.player().step(3));
    both("replay-grown");
    FxWork.on(((TimelineView) window.scene().lookup("#timeline"))::goLive);
    Thread.sleep(SETTLED_MILLIS);
    FxWork.on(() -> hover(run));
    both("lineage");
    FxWork.on(window.comparisons()::compare);
    compared("compare");
    FxWork.on(() -> window.comparisons().compareWith(other));
    Thread.sleep(3 * SETTLED_MILLIS);
    compared("compare-runs");
  }

  /** The pointer over the channel with the largest family. */
  private void hover(Path run) throws Exception {
    RunModel model = new RunModel(() -> 0L);
    model.apply(new ArrayList<>(RunReader.open(run).allEvents()));
    Architecture net = model.architecture().orElseThrow();
    Lineage lineage = Lineage.of(model);
    UnitId best = new UnitId(0, 0);
    Set<UnitId> most = Set.of();
    for (int group = 0; group < net.channels().size(); group++) {
      for (int c = 0; c < net.channels().get(group).size(); c++) {
        Set<UnitId> kin = lineage.kin(net, new UnitId(group, c));
        if (kin.size() > most.size()) {
          most = kin;
          best = new UnitId(group, c);
        }
      }
    }
    GraphView graph = (GraphView) window.scene().lookup("#graph-view");
    graph.reveal(best);
    Point2D place = graph.placeOf(best).orElseThrow();
    Mouse.tell(graph.viewport(), MouseEvent.MOUSE_MOVED, place.getX(), place.getY());
  }

  private void both(String name) throws Exception {
    for (Theme theme : Theme.values()) {
      FxWork.on(() -> window.setTheme(theme));
      Thread.sleep(SETTLED_MILLIS);
      FxWork.on(
          () ->
              Png.write(
                  window.scene().snapshot(null), target.resolve(name + "-" + theme + ".png")));
    }
  }

  private void compared(String name) throws Exception {
    CompareWindow compare = window.comparisons().window().orElseThrow();
    for (Theme theme : Theme.values()) {
      FxWork.on(() -> window.setTheme(theme));
      Thread.sleep(SETTLED_MILLIS);
      FxWork.on(
          () ->
              Png.write(
                  compare.scene().snapshot(null), target.resolve(name + "-" + theme + ".png")));
    }
  }
}
