package org.morphoscope.study.calibrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A calibration on its way from one process to another, every number to its last digit; without the
 * study of sensitivity. Both ends are of one program: {@link CalibrationJson} is what others read.
 */
public final class CalibrationWire {
  /** Name of the file with the numbers. */
  public static final String REPORT = "report.json";

  /** Name of the file with the page. */
  public static final String PAGE = "calibration.html";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CalibrationWire() {}

  /** The parts of a report that are always there. */
  record Parts(
      CalibrationReport.Setting setting,
      CalibrationReport.Inject inject,
      List<CalibrationReport.Single> singles,
      List<CalibrationReport.KindAgreement> agreements,
      List<CalibrationReport.SetOutcome> sets,
      List<CalibrationReport.ThetaOutcome> thetas,
      List<CalibrationReport.Cost> costs) {}

  /**
   * {@return the name of the file of a figure}
   *
   * @param index from 0
   */
  public static String figure(int index) {
    return "figure-" + index + ".png";
  }

  /**
   * {@return the report as JSON}
   *
   * @param report what was found
   * @throws IOException never; its numbers always have a form
   */
  public static byte[] write(CalibrationReport report) throws IOException {
    return MAPPER.writeValueAsBytes(
        new Parts(
            report.setting(),
            report.inject(),
            report.singles(),
            report.agreements(),
            report.sets(),
            report.thetas(),
            report.costs()));
  }

  /**
   * {@return the report}
   *
   * @param bytes what {@link #write} made
   * @throws IOException in one sentence when it is of another version, or damaged
   */
  public static CalibrationReport read(byte[] bytes) throws IOException {
    try {
      Parts parts = MAPPER.readValue(bytes, Parts.class);
      return new CalibrationReport(
          parts.setting(),
          parts.inject(),
          parts.singles(),
          parts.agreements(),
          parts.sets(),
          parts.thetas(),
          parts.costs(),
          Optional.empty());
    } catch (JsonProcessingException e) {
      throw new IOException(
          "The calibration of the service cannot be read here: update the older of the two programs.",
          e);
    }
  }
}
