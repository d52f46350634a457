package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.data.ImageSet;
import org.morphoscope.run.RunConfig;
import org.morphoscope.study.evaluate.Answers;
import org.morphoscope.study.evaluate.NetEvaluation;
import org.morphoscope.study.evaluate.RecordedEvaluation;
import org.morphoscope.ui.calibration.CalibrationResult;
import org.morphoscope.ui.calibration.RunCalibrator;
import org.morphoscope.ui.session.HostEnvironment;
import org.morphoscope.ui.session.SampleRuns;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The confusion matrix of the window: cells, pictures and the difference of two rounds. */
@ExtendWith(ApplicationExtension.class)
class ConfusionWindowTest {
  private static final int PATIENCE_SECONDS = 15;

  @TempDir Path runs;

  private MorphoscopeWindow window;

  /** Six images of three classes; round 0 mistakes two of them, the rounds after it one. */
  private static final class Scripted implements RunCalibrator {
    @Override
    public CalibrationResult calibrate(Path run, Consumer<String> progress) throws IOException {
      throw new IOException("not asked for");
    }

    @Override
    public RecordedEvaluation evaluate(Path run, int round) {
      int[] labels = {0, 0, 1, 1, 2, 2};
      int[] predicted = {0, 1, 1, 1, 2, round == 0 ? 0 : 2};
      double[] probabilities = new double[18];
      for (int n = 0; n < 6; n++) {
        probabilities[3 * n + predicted[n]] = 1;
      }
      Answers answers =
          new Answers(3, probabilities, new double[] {1, 1, 1, 1, 1, 1}, labels, predicted, 1);
      return new RecordedEvaluation(
          round,
          "test",
          ImageSet.of(new byte[6 * 3], labels, 1, 1, 3),
          answers,
          NetEvaluation.of(answers, List.of("cat", "dog", "emu")));
    }
  }

  @Start
  void open(Stage stage) {
    window =
        new MorphoscopeWindow(
            stage,
            new Services(
                FolderRuns.of(
                    () -> new FakeGrowthService(FakeRun.chain(new int[] {4, 6}), 24), runs),
                path -> {
                  throw new IOException(path + ": no images");
                },
                path -> FakeRuns.events(1),
                new Scripted(),
                runs,
                RunConfig.standard("generated", "tiny", 1, 7),
                new MemoryPreferences(),
                SampleRuns.in(Path.of("")),
                HostEnvironment.unknown()));
    window.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
  }

  private Node node(String id) {
    return window.scene().lookup(id);
  }

  private String text(String id) {
    Node found = node(id);
    return found instanceof Button button ? button.getText() : ((Label) found).getText();
  }

  private FlowPane pictures() {
    return (FlowPane) node("#confusion-pictures");
  }

  @Test
  @SuppressWarnings("unchecked")
  void cellsHaveTheirCountsTheirPicturesAndTheirDifference(FxRobot robot) throws Exception {
    await(() -> node("#candidates-table") != null);
    robot.interact(() -> node("#candidates-table").requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.M);
    assertFalse(Shown.is(node("#confusion")), "no run yet");
    assertTrue(Shown.is(node("#banner")));

    Files.writeString(Files.createDirectory(runs.resolve("old")).resolve("run.json"), "{}");
    robot.interact(() -> window.open(runs.resolve("old")));
    await(() -> text("#run-state").startsWith("finished"));
    robot.push(KeyCode.CONTROL, KeyCode.M);
    await(() -> node("#confusion-2-2") != null);
    assertTrue(Shown.is(node("#confusion")));
    assertEquals(1, ((ChoiceBox<Integer>) node("#confusion-round")).getValue());
    assertEquals("1", text("#confusion-0-1"));
    assertEquals("2", text("#confusion-2-2"));
    assertEquals("", text("#confusion-2-0"));
    assertEquals("50.0 %", text("#confusion-recall-0"));
    assertTrue(text("#confusion-state").startsWith("6 test images: accuracy 83.33 %"));

    robot.interact(() -> ((Button) node("#confusion-0-1")).fire());
    assertEquals("1 of cat taken for dog", text("#confusion-caption"));
    assertEquals(1, pictures().getChildren().size());

    robot.interact(() -> ((ChoiceBox<Integer>) node("#confusion-against")).setValue(0));
    await(() -> text("#confusion-2-2").equals("+1"));
    assertEquals("\u22121", text("#confusion-2-0"));
    assertEquals("", text("#confusion-0-1"));
    assertEquals("+50.0", text("#confusion-recall-2"));
    assertEquals(0, pictures().getChildren().size());
    robot.push(KeyCode.ESCAPE);
    assertFalse(Shown.is(node("#confusion")));
  }
}
