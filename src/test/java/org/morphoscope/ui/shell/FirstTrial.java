package org.morphoscope.ui.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.engine.NumericEngineFactory;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.ui.kit.Png;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.session.SampleRuns;
import org.morphoscope.ui.session.Services;

/**
 * The first minutes of a new user, on the real engine with fresh preferences: from the empty window
 * to the round after a first veto and a first approval, with a picture of every step. Arguments:
 * TARGET_FOLDER.
 */
final class FirstTrial {
  private static final long PATIENCE_MILLIS = 240_000;
  private static final long SETTLE_MILLIS = 1200;

  private final Path target;
  private final Stage stage;
  private final MorphoscopeWindow window;
  private int step;

  private FirstTrial(Path target, Stage stage, MorphoscopeWindow window) {
    this.target = target;
    this.stage = stage;
    this.window = window;
  }

  public static void main(String[] args) throws Exception {
    Platform.startup(() -> {});
    Path target = Files.createDirectories(Path.of(args[0]));
    Path runs = Files.createTempDirectory("trial");
    Services services =
        new Services(
            FolderRuns.of(
                () ->
                    new LocalGrowthService(
                        new NumericEngineFactory(Backend::load),
                        "trial",
                        () -> Backend.load().summary(),
                        Clock.systemUTC(),
                        System::nanoTime),
                runs),
            folder -> {
              throw new java.io.IOException(folder + ": no images are opened in the trial");
            },
            folder -> RunReader.open(folder).allEvents(),
            FakeCalibration.open(1),
            runs,
            RunConfig.standard("generated:3000", "tiny", 3, 7),
            new MemoryPreferences(),
            SampleRuns.in(Path.of("")));
    FirstTrial[] made = new FirstTrial[1];
    FxWork.on(
        () -> {
          Stage stage = new Stage();
          made[0] = new FirstTrial(target, stage, new MorphoscopeWindow(stage, services));
          made[0].window.show();
        });
    made[0].go();
    System.exit(0);
  }

  private void go() throws Exception {
    picture("empty");
    fire("#grow-asking");
    await(() -> !Shown.is(node("#empty-state")));
    picture("waits");
    await(() -> Shown.is(node("#decision-bar")));
    picture("decision");
    FxWork.on(() -> table().getSelectionModel().select(split(CandidateRow.State.CHOSEN)));
    picture("selected");
    fire("#veto");
    picture("vetoed");
    FxWork.on(() -> table().getSelectionModel().clearAndSelect(split(CandidateRow.State.OPEN)));
    fire("#approve");
    picture("approved");
    fire("#apply");
    picture("applied");
    await(() -> Shown.is(node("#decision-bar")));
    picture("next-round");
    FxWork.on(window::close);
  }

  /** The first split in this state. */
  private int split(CandidateRow.State state) {
    for (int i = 0; i < table().getItems().size(); i++) {
      CandidateRow row = table().getItems().get(i);
      if (row.state() == state && row.key().kind() == org.morphoscope.net.MorphKind.SPLIT) {
        return i;
      }
    }
    throw new IllegalStateException("no split is " + state);
  }

  @SuppressWarnings("unchecked")
  private TableView<CandidateRow> table() {
    return (TableView<CandidateRow>) node("#candidates-table");
  }

  private void picture(String name) throws Exception {
    Thread.sleep(SETTLE_MILLIS);
    step++;
    FxWork.on(
        () ->
            Png.write(
                window.scene().snapshot(null),
                target.resolve("trial-%d-%s.png".formatted(step, name))));
  }

  private Node node(String id) {
    return stage.getScene().lookup(id);
  }

  private void fire(String id) throws Exception {
    FxWork.on(() -> ((ButtonBase) node(id)).fire());
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (true) {
      FutureTask<Boolean> asked = new FutureTask<>(condition);
      Platform.runLater(asked);
      if (asked.get()) {
        return;
      }
      if (System.currentTimeMillis() > end) {
        throw new IllegalStateException("the window never came to the next step of the trial");
      }
      Thread.sleep(100);
    }
  }
}
