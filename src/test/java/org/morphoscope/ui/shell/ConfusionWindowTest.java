package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import org.junit.jupiter.api.Test;
import org.morphoscope.data.ImageSet;
import org.morphoscope.study.evaluate.Answers;
import org.morphoscope.study.evaluate.NetEvaluation;
import org.morphoscope.study.evaluate.RecordedEvaluation;
import org.morphoscope.ui.calibration.CalibrationResult;
import org.morphoscope.ui.calibration.RunCalibrator;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;

/** The confusion matrix of the window: cells, pictures and the difference of two rounds. */
class ConfusionWindowTest extends WindowTest {
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

  @Override
  Services services() {
    return FakeServices.reading(path -> FakeRuns.events(1), new Scripted(), runs);
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

    openRecording(robot);
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
