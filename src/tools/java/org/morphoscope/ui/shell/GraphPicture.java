package org.morphoscope.ui.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.engine.NumericEngineFactory;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.Training;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.ui.kit.Png;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.session.Services;

/**
 * Takes {@code gallery-graph.png}: a small residual net on the real engine, at the decision of its
 * first round. Needs about a minute.
 */
final class GraphPicture {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final long PATIENCE_MILLIS = 300_000;
  private static final long ANIMATION_MILLIS = 1500;

  private MorphoscopeWindow window;

  private static RunConfig config() {
    return RunConfig.standard("generated:3000", "resnet-small", 2, 3)
        .withTraining(
            Training.standard()
                .withLearningRate(0.05)
                .withSchedule(Training.Schedule.COSINE)
                .withBatch(32)
                .withEpochs(2, 1)
                .withAugment(false))
        .withScoring(
            Scoring.standard()
                .withLearning(1024, 32, 64)
                .withLearnRate(0.02)
                .withSamples(1024, 64)
                .withNewPerGroup(4))
        .withSelection(Selection.standard().withGrowthFactor(1.12).withSignificance(2));
  }

  /** Writes the picture into a folder. */
  void take(Path target) throws Exception {
    MemoryPreferences preferences = new MemoryPreferences();
    preferences.put("decisions", "ASK");
    preferences.put("reduceMotion", "true");
    Services services =
        FakeServices.of(
            () ->
                new LocalGrowthService(
                    new NumericEngineFactory(Backend::load),
                    "picture",
                    () -> Backend.load().summary(),
                    Clock.systemUTC(),
                    System::nanoTime),
            config(),
            Files.createTempDirectory("picture"),
            preferences);
    FxWork.on(
        () -> {
          Stage stage = new Stage();
          window = new MorphoscopeWindow(stage, services);
          window.show();
          stage.setWidth(WIDTH);
          stage.setHeight(HEIGHT);
        });
    Thread.sleep(ANIMATION_MILLIS);
    FxWork.on(() -> node("#grow-generated").fireEvent(new ActionEvent()));
    awaitDecision();
    Thread.sleep(ANIMATION_MILLIS);
    FxWork.on(
        () -> ((TableView<?>) node("#candidates-table")).getSelectionModel().select(chosen()));
    FxWork.on(() -> window.setTheme(Theme.LIGHT));
    FxWork.on(() -> window.scene().getRoot().requestFocus());
    Thread.sleep(ANIMATION_MILLIS);
    FxWork.on(() -> Png.write(window.scene().snapshot(null), target.resolve("gallery-graph.png")));
    FxWork.on(window::close);
  }

  /** The first row that is in the set. */
  private int chosen() {
    int row = 0;
    for (Object item : ((TableView<?>) node("#candidates-table")).getItems()) {
      if (((CandidateRow) item).state() == CandidateRow.State.CHOSEN) {
        return row;
      }
      row++;
    }
    throw new IllegalStateException("the set is empty");
  }

  private Node node(String id) {
    return window.scene().lookup(id);
  }

  private void awaitDecision() throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    // the candidates come into the scene after the first picture
    while (node("#decision-bar") == null || !node("#decision-bar").isVisible()) {
      if (System.currentTimeMillis() > end) {
        throw new IllegalStateException("no decision was asked for");
      }
      Thread.sleep(50);
    }
  }
}
