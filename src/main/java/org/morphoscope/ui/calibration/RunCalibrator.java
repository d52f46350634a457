package org.morphoscope.ui.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.morphoscope.study.channel.ChannelStudy;
import org.morphoscope.study.evaluate.RecordedEvaluation;

/** Calibrates and evaluates recorded runs. Called in the background. */
@FunctionalInterface
public interface RunCalibrator {
  /**
   * {@return what was found}
   *
   * @param run folder of the run
   * @param progress one line for every step; what it throws ends the calibration and is passed on
   * @throws Exception in one sentence when the folder holds no such run, or its data is gone
   */
  CalibrationResult calibrate(Path run, Consumer<String> progress) throws Exception;

  /**
   * {@return what the net at the end of a round answers to the run's own data}
   *
   * @param run folder of the run
   * @param round a finished round
   * @throws Exception in one sentence when the folder holds no such run, or its data is gone
   */
  default RecordedEvaluation evaluate(Path run, int round) throws Exception {
    throw new IOException("Nets cannot be evaluated here: this window has no kernels.");
  }

  /** {@return what finds out what channels see; one for each call} */
  default ChannelStudy channels() {
    return new ChannelStudy(
        precision -> {
          throw new UnsupportedOperationException(
              "Channels cannot be looked at here: this window has no kernels.");
        });
  }
}
