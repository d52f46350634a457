package org.morphoscope.study.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.selection.CurvatureMode;

class CalibrationWireTest {
  private static CalibrationReport report() {
    Measured measured = new Measured(-0.1, 1e-300);
    return new CalibrationReport(
        new CalibrationReport.Setting(
            "run \"x\"", "generated", "net", 1L << 40, 1, 2, 3, 4, 0.1 + 0.2, Double.NaN, "cpu"),
        new CalibrationReport.Inject(1, 2, 3, 4e-9, 5),
        List.of(
            new CalibrationReport.Single(
                MorphKind.SPLIT,
                new UnitId(1, 2),
                Map.of(CurvatureMode.GGN_MC, -0.3, CurvatureMode.SQRT, Double.NEGATIVE_INFINITY),
                0.01,
                measured)),
        List.of(
            new CalibrationReport.KindAgreement(
                MorphKind.PRUNE,
                CurvatureMode.GGN,
                Agreement.of(new double[] {1, 2, 3, 4}, new double[] {1, 2, 4, 3}, 1))),
        List.of(new CalibrationReport.SetOutcome("greedy", 3, -7, 1, 2, measured, measured)),
        List.of(
            new CalibrationReport.ThetaOutcome(new UnitId(0, 0), -1, measured, measured, measured)),
        List.of(new CalibrationReport.Cost("forward", 1.5, 10, 0.3, 1 / 3.0)),
        Optional.empty());
  }

  @Test
  void everyNumberArrivesToItsLastDigit() throws IOException {
    assertEquals(report(), CalibrationWire.read(CalibrationWire.write(report())));
  }

  @Test
  void whatAnotherVersionSendsIsTold() {
    for (String text : List.of("{\"more\":1}", "[", "{\"setting\":{\"parameters\":\"x\"}}")) {
      IOException no =
          assertThrows(
              IOException.class, () -> CalibrationWire.read(text.getBytes(StandardCharsets.UTF_8)));
      assertTrue(no.getMessage().contains("update the older"), no.getMessage());
    }
  }
}
