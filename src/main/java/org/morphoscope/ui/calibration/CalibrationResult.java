package org.morphoscope.ui.calibration;

import java.util.List;
import org.morphoscope.study.calibrate.CalibrationReport;

/**
 * A finished calibration.
 *
 * @param report what was found, in numbers
 * @param page the whole report as HTML
 * @param figures PNG files of the same figures
 */
public record CalibrationResult(CalibrationReport report, String page, List<byte[]> figures) {
  /**
   * Copies the list.
   *
   * @param report what was found, in numbers
   * @param page the whole report as HTML
   * @param figures PNG files of the same figures
   */
  public CalibrationResult {
    figures = List.copyOf(figures);
  }
}
