package org.morphoscope.ui.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.config.Selection;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.Evidence;
import org.morphoscope.selection.Evidences;
import org.morphoscope.selection.JointModel;
import org.morphoscope.selection.Selector;

/** Invented scores with a positive semidefinite Gram matrix. */
final class FakeScores {
  private static final int FACTORS = 12;
  private static final double FINAL_ERROR = 0.0006;
  private static final int SAMPLES = 2048;

  private final NetworkSpec spec;
  private final Candidates candidates;
  private final JointModel model;
  private final long noiseSeed;

  /**
   * @param newPerGroup candidates for new neurons of each group
   */
  FakeScores(NetworkSpec spec, int newPerGroup, Random random) {
    this.spec = spec;
    this.candidates = new Candidates(spec, newPerGroup);
    int n = candidates.size();
    double[][] factors = new double[n][FACTORS];
    double[] slope = new double[n];
    for (int c = 0; c < n; c++) {
      boolean split = candidates.kind(c) != MorphKind.PRUNE;
      boolean dead = c < candidates.units() && random.nextDouble() < 0.2;
      for (int f = 0; f < FACTORS; f++) {
        factors[c][f] = dead ? 0 : 0.03 * (f == 0 ? 1.6 : 0.4 * random.nextGaussian());
      }
      double gain = Math.pow(random.nextDouble(), 2) * 0.01;
      slope[c] = dead ? 0 : split ? -gain : 0.6 * gain - 0.0001;
    }
    double[] gram = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int f = 0; f < FACTORS; f++) {
          gram[i * n + j] += factors[i][f] * factors[j][f] * 0.5;
        }
      }
    }
    model = JointModel.of(slope, gram);
    noiseSeed = random.nextLong();
  }

  JointModel model() {
    return model;
  }

  List<LayerScores> layers(long samples) {
    double error = FINAL_ERROR * Math.sqrt(2048.0 / samples);
    Random noise = new Random(noiseSeed + samples);
    double left = samples >= 2048 ? 0 : error;
    List<LayerScores> layers = new ArrayList<>();
    int units = candidates.units();
    int unit = 0;
    int born = 2 * units;
    for (int width : spec.widths()) {
      double[][] a = new double[8][width];
      for (int c = 0; c < width; c++, unit++) {
        double split = model.delta(unit);
        a[0][c] = split == 0 ? 0 : split + left * noise.nextGaussian();
        a[1][c] = split == 0 ? 0 : error * (0.6 + 0.6 * noise.nextDouble());
        a[2][c] = model.curvature(unit);
        a[3][c] = model.delta(units + unit) + left * noise.nextGaussian();
        a[4][c] = error;
        a[5][c] = model.curvature(units + unit);
        a[6][c] = 0.1 + 10 * Math.sqrt(model.curvature(unit));
        a[7][c] = Math.abs(Math.sin(unit * 1.7));
      }
      double[][] n = new double[3][candidates.newPerGroup()];
      for (int k = 0; k < candidates.newPerGroup(); k++, born++) {
        n[0][k] = model.delta(born) + left * noise.nextGaussian();
        n[1][k] = error * (0.6 + 0.6 * noise.nextDouble());
        n[2][k] = model.curvature(born);
      }
      layers.add(new LayerScores(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], n[0], n[1], n[2]));
    }
    return layers;
  }

  private int id(Architecture architecture, int candidate) {
    UnitId unit = candidates.unit(candidate);
    return candidates.kind(candidate) == MorphKind.NEW_NEURON
        ? -1
        : architecture.channels().get(unit.group()).get(unit.channel()).id();
  }

  Proposal proposal(int round, Architecture architecture, Selection rules, Set<Integer> locked) {
    double[] errors = new double[candidates.size()];
    Arrays.fill(errors, FINAL_ERROR);
    Selector selector =
        new Selector(model, errors, spec, candidates.newPerGroup(), Resource.PARAMETERS);
    long now = Resources.of(spec).parameters();
    long target = Math.round(now * rules.growthFactor());
    Selector.Selection chosen =
        selector.forBudget(
            target - now,
            new Selector.Rules(
                rules.significance(),
                rules.kinds(),
                List.of(),
                candidates.of(locked),
                Integer.MAX_VALUE));
    List<Candidate> all = new ArrayList<>();
    for (int c = 0; c < candidates.size(); c++) {
      all.add(
          new Candidate(
              c,
              candidates.kind(c),
              candidates.unit(c),
              id(architecture, c),
              model.delta(c),
              errors[c],
              selector.resourceChange(List.of(c))));
    }
    return new Proposal(
        round,
        architecture,
        all,
        candidates.newPerGroup(),
        model.slope(),
        model.gram(),
        Resource.PARAMETERS,
        chosen.lambda(),
        target,
        chosen.selected(),
        chosen.predictedDelta(),
        chosen.resourceChange(),
        chosen.resourceChange(),
        SAMPLES,
        locked.stream().sorted().toList(),
        evidence());
  }

  private List<Evidence> evidence() {
    double[] deltas = new double[candidates.size()];
    Arrays.setAll(deltas, model::delta);
    return Evidences.of(deltas, FINAL_ERROR * Math.sqrt(SAMPLES), SAMPLES, noiseSeed);
  }
}
