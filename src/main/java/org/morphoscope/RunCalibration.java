package org.morphoscope;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.study.calibrate.Calibration;
import org.morphoscope.study.calibrate.CalibrationFigures;
import org.morphoscope.study.calibrate.CalibrationHtml;
import org.morphoscope.study.calibrate.CalibrationNet;
import org.morphoscope.study.calibrate.CalibrationReport;
import org.morphoscope.study.calibrate.WorkClock;
import org.morphoscope.study.channel.ChannelStudy;
import org.morphoscope.study.evaluate.RecordedEvaluation;
import org.morphoscope.ui.calibration.CalibrationResult;
import org.morphoscope.ui.calibration.RunCalibrator;

/** What {@code calibrate --run} and {@code evaluate RUN} measure, for the window. */
record RunCalibration(Function<Precision, Team> teams) implements RunCalibrator {
  @Override
  public CalibrationResult calibrate(Path run, Consumer<String> progress) throws Exception {
    progress.accept("reading the run and its images");
    CalibrationNet net = CalibrationNet.recorded(run);
    try (Team team = teams.apply(Precision.FLOAT)) {
      String backend = team.lead().id() + ", threads: " + team.shards();
      CalibrationReport report =
          new Calibration(net, Calibration.Options.standard(), new WorkClock(), progress)
              .run(team, backend);
      return new CalibrationResult(
          report,
          CalibrationHtml.page(report, CalibrationFigures.of(report)),
          CalibrationFigures.png(report));
    }
  }

  @Override
  public ChannelStudy channels() {
    return new ChannelStudy(teams);
  }

  @Override
  public RecordedEvaluation evaluate(Path run, int round) throws Exception {
    return RecordedEvaluation.of(
        run,
        OptionalInt.of(round),
        threads ->
            Team.of(
                threads.isPresent() ? Backend.load(threads.getAsInt()) : Backend.load(),
                Precision.FLOAT),
        System::nanoTime);
  }
}
