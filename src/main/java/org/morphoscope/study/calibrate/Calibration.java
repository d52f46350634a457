package org.morphoscope.study.calibrate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.Resources;
import org.morphoscope.selection.CurvatureMode;

/** The calibration report of method.md section 10, item by item. */
public final class Calibration {
  private static final int WARM_UP = 256;

  private final CalibrationNet net;
  private final Options options;
  private final LongSupplier clock;
  private final Consumer<String> progress;

  /**
   * How much is measured.
   *
   * @param perKind at most this many candidates of each kind; at least 100 splits make a report
   * @param bestThetas splits whose theta is optimised on the true loss, 0 for none
   * @param sensitivity whether the settings are varied too
   * @param seed of what is drawn
   */
  public record Options(int perKind, int bestThetas, boolean sensitivity, long seed) {
    /** {@return what is measured when nothing else is asked for} */
    public static Options standard() {
      return new Options(150, 5, false, 1);
    }

    /**
     * Checks that the numbers are within their ranges.
     *
     * @param perKind at most this many candidates of each kind; at least 100 splits make a report
     * @param bestThetas splits whose theta is optimised on the true loss, 0 for none
     * @param sensitivity whether the settings are varied too
     * @param seed of what is drawn
     */
    public Options {
      if (perKind < 2 || perKind > 1_000_000) {
        throw new IllegalArgumentException(
            "candidates per kind: expected 2 to 1000000, found " + perKind);
      }
      if (bestThetas < 0 || bestThetas > 1_000_000) {
        throw new IllegalArgumentException("thetas: expected 0 to 1000000, found " + bestThetas);
      }
    }
  }

  /**
   * @param net the trained net and its images
   * @param options how much is measured
   * @param clock nanoseconds of work, see {@link WorkClock}
   * @param progress one line for every step
   */
  public Calibration(
      CalibrationNet net, Options options, LongSupplier clock, Consumer<String> progress) {
    this.net = net;
    this.options = options;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * {@return what was found}
   *
   * @param team stays open
   * @param backend the team in words
   */
  public CalibrationReport run(Team team, String backend) {
    try (StudiedNet probe = new StudiedNet(net, team, clock)) {
      CurvatureMode own = probe.options().mode();
      progress.accept("learning theta");
      Learned learned = probe.learn(probe.options(), probe.draw(options.seed()), options.seed());
      probe.score(learned, own, WARM_UP, options.seed()); // the first pass is slow, see costs
      Map<CurvatureMode, Scored> scored = new EnumMap<>(CurvatureMode.class);
      for (CurvatureMode mode : CurvatureMode.values()) {
        progress.accept("scoring, " + mode.label());
        scored.put(mode, probe.score(learned, mode, probe.scoring().size(), options.seed()));
      }
      Scored pass = scored.get(own);
      List<CalibrationReport.Cost> costs = costs(probe, learned, scored);
      progress.accept("inject test");
      CalibrationReport.Inject inject = new InjectTest(probe, pass).run();
      List<CalibrationReport.Single> singles =
          new Singles(probe, scored, pass, options.perKind(), options.seed()).measure(progress);
      progress.accept("sets");
      List<CalibrationReport.SetOutcome> sets = new Sets(probe, pass, options.seed()).measure();
      List<CalibrationReport.ThetaOutcome> thetas =
          new ThetaCheck(probe, pass, own, options.bestThetas(), options.seed()).run(progress);
      Optional<Sensitivity> sensitivity =
          options.sensitivity()
              ? Optional.of(new SensitivityStudy(probe, options.seed(), progress).run(pass))
              : Optional.empty();
      return new CalibrationReport(
          setting(probe, backend),
          inject,
          singles,
          Singles.agreements(singles, scored.keySet(), options.seed()),
          sets,
          thetas,
          costs,
          sensitivity);
    }
  }

  private CalibrationReport.Setting setting(StudiedNet probe, String backend) {
    double[] losses = probe.baseline().losses();
    return new CalibrationReport.Setting(
        net.origin(),
        net.config().data().name(),
        net.spec().toString(),
        Resources.of(net.spec()).parameters(),
        probe.learning().size(),
        probe.scoring().size(),
        net.data().heldOut().size(),
        probe.options().learnSteps(),
        FrozenLosses.mean(losses),
        FrozenLosses.standardError(losses),
        backend);
  }

  private List<CalibrationReport.Cost> costs(
      StudiedNet probe, Learned learned, Map<CurvatureMode, Scored> scored) {
    double step = probe.trainingSecondsPerImage();
    int classes = net.spec().classes();
    List<CalibrationReport.Cost> costs = new ArrayList<>();
    double forward = probe.forwardSecondsPerImage();
    int images = probe.scoring().size();
    costs.add(cost("forward", forward * images, images, step, 1 / 3.0));
    costs.add(
        cost(
            "learn, " + probe.options().mode().label(),
            learned.seconds(),
            learned.images(),
            step,
            learning(probe.options().mode(), classes)));
    scored.forEach(
        (mode, pass) ->
            costs.add(
                cost(
                    "score, " + mode.label(),
                    pass.seconds(),
                    pass.result().samples(),
                    step,
                    learning(mode, classes) - 1 / 3.0)));
    return costs;
  }

  /** Section 6, in training steps; scoring needs no weight gradient, one forward pass less. */
  private static double learning(CurvatureMode mode, int classes) {
    return switch (mode) {
      case SQRT, FISHER -> 4 / 3.0;
      case GGN_MC -> 5 / 3.0;
      case GGN -> (classes + 4) / 3.0;
    };
  }

  private static CalibrationReport.Cost cost(
      String pass, double seconds, long images, double step, double expected) {
    return new CalibrationReport.Cost(
        pass, seconds, images, images == 0 ? 0 : seconds / images / step, expected);
  }
}
