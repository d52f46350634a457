package org.morphoscope.ui.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.engine.NumericEngineFactory;
import org.morphoscope.net.Resource;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.Training;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.ui.kit.Png;
import org.morphoscope.ui.kit.Theme;

/** Pictures of a decision on the real engine: why?, lock, undo. FOLDER WIDTH HEIGHT [macs]. */
final class DecidePictures {
  private final Path folder;
  private MorphoscopeWindow window;

  private DecidePictures(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Platform.startup(() -> {});
    new DecidePictures(folder)
        .takeAll(
            Double.parseDouble(args[1]),
            Double.parseDouble(args[2]),
            args.length > 3 ? Resource.MULTIPLY_ACCUMULATES : Resource.PARAMETERS);
    System.exit(0);
  }

  private static RunConfig run(Resource resource) {
    return RunConfig.standard("generated:3000", "tiny", 3, 3)
        .withTraining(
            Training.standard()
                .withLearningRate(0.05)
                .withSchedule(Training.Schedule.COSINE)
                .withBatch(64)
                .withEpochs(2, 1)
                .withAugment(false))
        .withScoring(
            Scoring.standard()
                .withLearning(512, 16, 128)
                .withLearnRate(0.02)
                .withSamples(1024, 256)
                .withNewPerGroup(6))
        .withSelection(Selection.standard().withResource(resource));
  }

  private void takeAll(double width, double height, Resource resource) throws Exception {
    MemoryPreferences preferences = new MemoryPreferences();
    preferences.put("decisions", "ASK");
    onFx(
        () -> {
          Stage stage = new Stage();
          window =
              new MorphoscopeWindow(
                  stage,
                  FakeServices.of(
                      () ->
                          new LocalGrowthService(
                              new NumericEngineFactory(Backend::load),
                              "test",
                              () -> Backend.load().summary(),
                              Clock.systemUTC(),
                              System::nanoTime),
                      run(resource),
                      folder.resolve("runs"),
                      preferences));
          window.show();
          stage.setWidth(width);
          stage.setHeight(height);
        });
    fire("#grow-generated");
    await(() -> window.scene().lookup("#decision-bar").isVisible());
    fire("#apply");
    Thread.sleep(1500);
    await(() -> window.scene().lookup("#decision-bar").isVisible());
    onFx(() -> table().getSelectionModel().clearAndSelect(0));
    onFx(() -> ((ToggleButton) window.scene().lookup("#why")).setSelected(true));
    Thread.sleep(2500);
    take("1-why");
    onFx(() -> window.actions().toggleLock());
    Thread.sleep(300);
    take("2-locked");
    fire("#undo");
    Thread.sleep(4000);
    await(() -> window.scene().lookup("#decision-bar").isVisible());
    Thread.sleep(500);
    take("3-undone");
  }

  private void fire(String id) throws InterruptedException {
    onFx(() -> window.scene().lookup(id).fireEvent(new ActionEvent()));
  }

  private TableView<?> table() {
    return (TableView<?>) window.scene().lookup("#candidates-table");
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    boolean[] done = {false};
    while (!done[0]) {
      Thread.sleep(200);
      onFx(() -> done[0] = condition.getAsBoolean());
    }
  }

  private void take(String name) throws Exception {
    for (Theme theme : Theme.values()) {
      onFx(() -> window.setTheme(theme));
      Thread.sleep(250);
      onFx(
          () -> {
            try {
              Png.write(window.scene().snapshot(null), folder.resolve(name + "-" + theme + ".png"));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    onFx(() -> window.setTheme(Theme.LIGHT));
  }

  private static void onFx(Runnable work) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Platform.runLater(
        () -> {
          try {
            work.run();
          } finally {
            done.countDown();
          }
        });
    done.await();
  }
}
