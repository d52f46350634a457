package org.morphoscope.ui.calibration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.morphoscope.study.calibrate.CalibrationWire;

/**
 * A calibration that another machine makes.
 *
 * @param study asks for it
 */
public record FarCalibration(Study study) implements RunCalibrator {
  /** Asks another machine. */
  @FunctionalInterface
  public interface Study {
    /**
     * {@return the files of the calibration by their names}
     *
     * @param progress told of every step; what it throws ends the calibration
     * @throws IOException in one sentence when the run cannot be calibrated there
     */
    Map<String, byte[]> calibrate(Consumer<String> progress) throws IOException;
  }

  @Override
  public CalibrationResult calibrate(Path run, Consumer<String> progress) throws IOException {
    Map<String, byte[]> files = study.calibrate(progress);
    if (!files.containsKey(CalibrationWire.REPORT) || !files.containsKey(CalibrationWire.PAGE)) {
      throw new IOException("The service sent no whole calibration; ask again.");
    }
    List<byte[]> figures = new ArrayList<>();
    while (files.containsKey(CalibrationWire.figure(figures.size()))) {
      figures.add(files.get(CalibrationWire.figure(figures.size())));
    }
    return new CalibrationResult(
        CalibrationWire.read(files.get(CalibrationWire.REPORT)),
        new String(files.get(CalibrationWire.PAGE), StandardCharsets.UTF_8),
        figures);
  }
}
