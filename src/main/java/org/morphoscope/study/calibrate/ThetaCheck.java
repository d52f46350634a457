package org.morphoscope.study.calibrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.score.learn.TrueLossTheta;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.CurvatureMode;

/**
 * Theta learned on the model against theta optimised on the true loss, with many steps on the same
 * images, for the best splits of groups of one layer.
 */
final class ThetaCheck {
  private static final int STEPS = 48;
  private static final int BATCH = 256;
  private static final double RATE = 0.02;

  private final StudiedNet probe;
  private final Scored scored;
  private final CurvatureMode mode;
  private final int best;
  private final long seed;

  /**
   * @param best number of splits
   */
  ThetaCheck(StudiedNet probe, Scored scored, CurvatureMode mode, int best, long seed) {
    this.probe = probe;
    this.scored = scored;
    this.mode = mode;
    this.best = best;
    this.seed = seed;
  }

  List<CalibrationReport.ThetaOutcome> run(Consumer<String> progress) {
    Candidates order = probe.order();
    double[] deltas = scored.result().deltas();
    List<Integer> chosen =
        IntStream.range(0, order.size())
            .filter(c -> order.kind(c) == MorphKind.SPLIT && deltas[c] < 0 && single(order, c))
            .boxed()
            .sorted(Comparator.comparingDouble(c -> deltas[c]))
            .limit(best)
            .toList();
    List<double[]> initial =
        ThetaLearner.initialTheta(
            probe.net().spec(), probe.weights(), probe.options().thetaScale(), seed);
    Map<Integer, double[]> continued = new HashMap<>();
    Map<Integer, double[]> optimised = new HashMap<>();
    for (int c : chosen) {
      UnitId unit = order.unit(c);
      continued.put(c, learn(unit, row(scored.learned().theta(), unit)));
      optimised.put(c, learn(unit, row(initial, unit)));
      progress.accept(Numbers.text("%d of %d thetas optimised", optimised.size(), chosen.size()));
    }
    Scored withContinued = rescored(order, continued);
    Scored withOptimised = rescored(order, optimised);
    List<CalibrationReport.ThetaOutcome> outcomes = new ArrayList<>();
    for (int c : chosen) {
      outcomes.add(
          new CalibrationReport.ThetaOutcome(
              order.unit(c),
              deltas[c],
              probe.measure(scored, List.of(c)),
              probe.measure(withContinued, List.of(c)),
              probe.measure(withOptimised, List.of(c))));
    }
    return outcomes;
  }

  private boolean single(Candidates order, int candidate) {
    return group(order.unit(candidate)).single();
  }

  private WidthGroup group(UnitId unit) {
    return probe.net().spec().group(unit.group());
  }

  private double[] learn(UnitId unit, double[] start) {
    int images = probe.learning().size();
    int batch = Math.min(BATCH, images);
    try (TrueLossTheta learner = new TrueLossTheta(probe.network(), probe.team(), unit, batch)) {
      return learner.learn(start, STEPS, RATE, images, probe.learning().loader());
    }
  }

  private double[] row(List<double[]> theta, UnitId unit) {
    int layer = group(unit).first();
    int fanIn = probe.net().spec().layer(layer).fanIn();
    double[] row = new double[fanIn];
    System.arraycopy(theta.get(layer), unit.channel() * fanIn, row, 0, fanIn);
    return row;
  }

  /** The moments that surgery needs, for other rows of theta. */
  private Scored rescored(Candidates order, Map<Integer, double[]> rows) {
    List<double[]> theta =
        new ArrayList<>(scored.learned().theta().stream().map(double[]::clone).toList());
    rows.forEach(
        (candidate, row) -> {
          UnitId unit = order.unit(candidate);
          double[] layer = theta.get(group(unit).first());
          System.arraycopy(row, 0, layer, unit.channel() * row.length, row.length);
        });
    return probe.score(scored.learned().withTheta(theta), mode, probe.scoring().size(), seed);
  }
}
