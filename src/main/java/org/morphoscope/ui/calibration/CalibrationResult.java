package org.morphoscope.ui.calibration;

import java.util.List;
import org.morphoscope.study.calibrate.CalibrationReport;

/**
 * A finished calibration.
 *
 * @param page the whole report as HTML
 * @param figures PNG files of the same figures
 */
public record CalibrationResult(CalibrationReport report, String page, List<byte[]> figures) {
  public CalibrationResult {
    figures = List.copyOf(figures);
  }
}
