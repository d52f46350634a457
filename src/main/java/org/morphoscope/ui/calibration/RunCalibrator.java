package org.morphoscope.ui.calibration;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Calibrates recorded runs. Called in the background. */
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
}
