package org.morphoscope.ui.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.study.calibrate.Agreement;
import org.morphoscope.study.calibrate.CalibrationFigures;
import org.morphoscope.study.calibrate.CalibrationHtml;
import org.morphoscope.study.calibrate.CalibrationReport;
import org.morphoscope.study.calibrate.Measured;
import org.morphoscope.study.channel.ChannelStudy;
import org.morphoscope.ui.calibration.CalibrationResult;
import org.morphoscope.ui.calibration.RunCalibrator;

/**
 * A scripted calibration.
 *
 * @param steps number of progress lines
 * @param gate every step takes a permit first
 */
record FakeCalibration(int steps, Semaphore gate) implements RunCalibrator {
  private static final int SINGLES = 40;
  private static final double NOISE = 4e-4;
  private static final long SEED = 5;

  /** One that nothing holds up. */
  static FakeCalibration open(int steps) {
    return new FakeCalibration(steps, new Semaphore(steps));
  }

  @Override
  public ChannelStudy channels() {
    return new ChannelStudy(precision -> Team.of(Backend.load(1), precision));
  }

  @Override
  public CalibrationResult calibrate(Path run, Consumer<String> progress) throws Exception {
    for (int s = 1; s <= steps; s++) {
      gate.acquire();
      progress.accept("step " + s + " of " + steps);
    }
    CalibrationReport report = report();
    return new CalibrationResult(
        report,
        CalibrationHtml.page(report, CalibrationHtml.Figures.NONE),
        CalibrationFigures.png(report));
  }

  private static CalibrationReport report() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<CalibrationReport.Single> singles = new ArrayList<>();
    List<CalibrationReport.KindAgreement> agreements = new ArrayList<>();
    for (MorphKind kind : MorphKind.values()) {
      double[] predicted = new double[SINGLES];
      double[] measured = new double[SINGLES];
      for (int i = 0; i < SINGLES; i++) {
        predicted[i] = (kind == MorphKind.PRUNE ? 1 : -1) * 0.01 * random.nextDouble();
        measured[i] = predicted[i] + NOISE * (2 * random.nextDouble() - 1);
        Map<CurvatureMode, Double> modes = new EnumMap<>(CurvatureMode.class);
        for (CurvatureMode mode : CurvatureMode.values()) {
          modes.put(mode, predicted[i]);
        }
        singles.add(
            new CalibrationReport.Single(
                kind, new UnitId(1, i), modes, NOISE, new Measured(measured[i], NOISE)));
      }
      for (CurvatureMode mode : CurvatureMode.values()) {
        agreements.add(
            new CalibrationReport.KindAgreement(
                kind, mode, Agreement.of(predicted, measured, SEED)));
      }
    }
    return new CalibrationReport(
        new CalibrationReport.Setting(
            "run 20261124-1 after round 2",
            "generated",
            "tiny",
            12_345,
            2_048,
            2_048,
            1_000,
            60,
            1.2345,
            0.012,
            "scripted"),
        new CalibrationReport.Inject(40, 40, 256, 1e-7, 0),
        singles,
        agreements,
        List.of(
            set("greedy, split", 12, -0.081, -0.074),
            set("greedy, split + prune", 20, -0.094, -0.083),
            set("random, split", 12, -0.021, -0.0205)),
        List.of(),
        List.of(
            new CalibrationReport.Cost("learn, ggn-mc", 20.4, 60_000, 1.71, 1.67),
            new CalibrationReport.Cost("score, ggn-mc", 1.4, 2_048, 1.42, 1.33)),
        Optional.empty());
  }

  private static CalibrationReport.SetOutcome set(
      String how, int size, double predicted, double measured) {
    return new CalibrationReport.SetOutcome(
        how,
        size,
        340L * size,
        predicted,
        1.2 * predicted,
        new Measured(measured, 0.002),
        new Measured(0.95 * measured, 0.004));
  }
}
