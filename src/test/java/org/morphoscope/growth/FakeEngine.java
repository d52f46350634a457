package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.DenseGram;
import org.morphoscope.selection.Evidences;
import org.morphoscope.selection.JointModel;

/**
 * An engine without numerics: a number per channel that every trained batch changes, so that lost
 * or doubled work shows in all that follows, and scores that depend on these numbers.
 */
public final class FakeEngine implements GrowthEngine {
  private final RunConfig config;
  private final Script script;
  private State state;
  private State scored;
  private Scores scores;
  private double[] theta = {};
  private List<Integer> applied = List.of();
  private int attempts;
  private long arithmetic;

  /** What a test wants to be different. */
  public static class Script {
    public int batches = 3;
    public String fingerprint = "fake-data-1";

    /** What is told of the data. */
    public List<String> notes = List.of();

    /** What the data's two classes are called. */
    public List<String> classNames = List.of("round", "square");

    /** Rates that the run chose after it had diverged. */
    public final List<Double> rates = new ArrayList<>();

    /** Measured over predicted change. */
    public double ratio(int round, int attempt) {
      return 0.9;
    }

    /** Factor on the training loss, to make it break. */
    public double lossFactor(int round, int epoch) {
      return 1;
    }

    /** Called within every batch. */
    public void onBatch(String pass, int round, int batch) {}

    public void onSnapshot() {}

    /** A set whose additions begin anew. */
    public void onFresh(List<Integer> candidates) {}

    /** Additional arrays in a snapshot, to make saving slow. */
    public int ballast() {
      return 0;
    }
  }

  private record State(NetworkSpec spec, double[][] weights, double[][] momentum, long steps) {
    State copy() {
      return new State(spec, deep(weights), deep(momentum), steps);
    }

    private static double[][] deep(double[][] arrays) {
      double[][] copy = new double[arrays.length][];
      for (int i = 0; i < copy.length; i++) {
        copy[i] = arrays[i].clone();
      }
      return copy;
    }
  }

  public FakeEngine(RunConfig config, Script script) {
    this.config = config;
    this.script = script;
    NetworkSpec spec =
        config
            .seedNet()
            .architecture()
            .orElseGet(
                () -> SeedNetworks.create(config.seedNet().name(), new TensorShape(3, 8, 8), 2));
    double[][] weights = new double[spec.layers().size()][];
    double[][] momentum = new double[weights.length][];
    for (int l = 0; l < weights.length; l++) {
      weights[l] = new double[spec.layer(l).width()];
      momentum[l] = new double[weights[l].length];
      for (int c = 0; c < weights[l].length; c++) {
        weights[l][c] = noise(config.seed(), l, c);
      }
    }
    state = new State(spec, weights, momentum, 0);
  }

  /** A deterministic number in [-1, 1). */
  static double noise(long... keys) {
    long h = 0x9E3779B97F4A7C15L;
    for (long key : keys) {
      h = (h ^ key) * 0xBF58476D1CE4E5B9L;
      h ^= h >>> 29;
      h *= 0x94D049BB133111EBL;
      h ^= h >>> 32;
    }
    return (h >> 11) * 0x1.0p-52;
  }

  @Override
  public NetworkSpec spec() {
    return state.spec();
  }

  @Override
  public DataInfo data() {
    return new DataInfo(script.fingerprint, 600, 100, 50, script.classNames, script.notes);
  }

  @Override
  public void learningRate(double peak) {
    script.rates.add(peak);
  }

  @Override
  public String backend() {
    return "no numerics";
  }

  private void pass(
      String name, int round, BatchListener listener, double loss, Consumer<Integer> work)
      throws RunStoppedException {
    boolean training = name.equals("train") || name.equals("tail");
    long perBatch = training ? epochCompute() / script.batches : 1000 + state.spec().unitCount();
    for (int b = 0; b < script.batches; b++) {
      script.onBatch(name, round, b);
      arithmetic += perBatch;
      work.accept(b);
      listener.afterBatch(200L * (b + 1), 200L * script.batches, loss);
    }
  }

  /** As the numeric engine counts it. */
  private long epochCompute() {
    long macs = Resources.of(state.spec()).multiplyAccumulates();
    return TailPlan.epochCompute(config.training().batch(), data().trainImages(), macs);
  }

  @Override
  public Epoch tailEpoch(int round, int epoch, int epochs, BatchListener listener)
      throws RunStoppedException {
    return train("tail", round, 1000 + epoch, listener);
  }

  @Override
  public Epoch trainEpoch(int round, int epoch, int epochs, BatchListener listener)
      throws RunStoppedException {
    return train("train", round, epoch, listener);
  }

  private Epoch train(String pass, int round, int epoch, BatchListener listener)
      throws RunStoppedException {
    double factor = script.lossFactor(round, epoch);
    pass(
        pass,
        round,
        listener,
        loss() * factor,
        b -> {
          for (int l = 0; l < state.weights().length; l++) {
            for (int c = 0; c < state.weights()[l].length; c++) {
              double gradient =
                  state.weights()[l][c]
                      - noise(config.seed(), round, epoch, b, l, c, state.steps());
              state.momentum()[l][c] = 0.7 * state.momentum()[l][c] + gradient;
              state.weights()[l][c] -= 0.1 * state.momentum()[l][c];
            }
          }
          state = new State(state.spec(), state.weights(), state.momentum(), state.steps() + 1);
        });
    List<Double> norms = Collections.nCopies(spec().layers().size() + 1, 0.25 + epoch);
    return new Epoch(loss() * factor, 0.5, 0.1 / (1 + epoch), norms);
  }

  private double loss() {
    double sum = 0;
    int count = 0;
    for (double[] layer : state.weights()) {
      for (double w : layer) {
        sum += w * w;
        count++;
      }
    }
    return 0.5 + sum / count + 10.0 / (10 + count);
  }

  private double digest() {
    double digest = state.steps();
    for (double[] layer : state.weights()) {
      for (double w : layer) {
        digest = 0.9 * digest + w;
      }
    }
    return digest;
  }

  @Override
  public void refresh(int round, BatchListener listener) throws RunStoppedException {
    pass("refresh", round, listener, Double.NaN, b -> {});
  }

  @Override
  public void learn(int round, BatchListener listener) throws RunStoppedException {
    theta = new double[state.spec().unitCount()];
    pass(
        "learn",
        round,
        listener,
        -0.01,
        b -> {
          for (int i = 0; i < theta.length; i++) {
            theta[i] += noise(config.seed(), round, b, i);
          }
        });
  }

  @Override
  public Scores score(int round, BatchListener listener, Consumer<Scores> partial)
      throws RunStoppedException {
    long key = Double.doubleToLongBits(digest());
    pass(
        "score",
        round,
        listener,
        Double.NaN,
        b -> {
          if (b + 1 < script.batches) {
            partial.accept(scores(key, 200L * (b + 1)));
          }
        });
    scored = state.copy();
    scores = scores(key, 200L * script.batches);
    attempts = 0;
    return scores;
  }

  private Scores scores(long key, long samples) {
    int units = state.spec().unitCount();
    int n = 2 * units;
    double[] slope = new double[n];
    double[] direction = new double[n];
    double[] gram = new double[n * n];
    double[] deltas = new double[n];
    double[] errors = new double[n];
    for (int i = 0; i < n; i++) {
      double theta = this.theta[i % units];
      slope[i] =
          i < units ? 0.02 * noise(key, i) - 0.01 * Math.abs(theta) : 0.1 * noise(key, i) + 0.08;
      direction[i] = 0.02 * noise(key, i, 7);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        gram[i * n + j] = direction[i] * direction[j] + (i == j ? 1e-4 : 0);
      }
      deltas[i] = slope[i] + 0.5 * gram[i * n + i];
      errors[i] = 0.05 / Math.sqrt(samples);
    }
    boolean done = samples == 200L * script.batches;
    return new Scores(
        slope,
        new DenseGram(n, gram),
        deltas,
        errors,
        layers(deltas, errors),
        0,
        samples,
        done ? Evidences.of(deltas, 0.05, 20, key) : List.of());
  }

  private List<LayerScores> layers(double[] deltas, double[] errors) {
    List<LayerScores> layers = new ArrayList<>();
    Candidates order = new Candidates(state.spec());
    int first = 0;
    for (int width : state.spec().widths()) {
      double[][] arrays = new double[8][width];
      for (int c = 0; c < width; c++) {
        int split = first + c;
        int prune = order.units() + split;
        arrays[0][c] = deltas[split];
        arrays[1][c] = errors[split];
        arrays[2][c] = 1e-4;
        arrays[3][c] = deltas[prune];
        arrays[4][c] = errors[prune];
        arrays[5][c] = 1e-4;
        arrays[6][c] = Math.abs(theta[split]);
        arrays[7][c] = 0.25;
      }
      layers.add(
          new LayerScores(
              arrays[0],
              arrays[1],
              arrays[2],
              arrays[3],
              arrays[4],
              arrays[5],
              arrays[6],
              arrays[7],
              new double[0],
              new double[0],
              new double[0]));
      first += width;
    }
    return layers;
  }

  @Override
  public List<int[]> apply(List<Integer> candidates, BatchListener listener) {
    applied = List.copyOf(candidates);
    Candidates order = new Candidates(scored.spec());
    List<int[]> parents = new ArrayList<>();
    double[][] weights = new double[scored.weights().length][];
    double[][] momentum = new double[weights.length][];
    int[] widths = new int[weights.length];
    int unit = 0;
    for (int l = 0; l < weights.length; l++) {
      List<Integer> layer = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      List<Double> slots = new ArrayList<>();
      for (int c = 0; c < scored.weights()[l].length; c++, unit++) {
        double w = scored.weights()[l][c];
        double m = scored.momentum()[l][c];
        if (candidates.contains(unit)) {
          layer.addAll(List.of(c, c));
          values.addAll(List.of(w + 0.1 * theta[unit], w - 0.1 * theta[unit]));
          slots.addAll(List.of(m / 2, m / 2));
        } else if (!candidates.contains(order.units() + unit)) {
          layer.add(c);
          values.add(w);
          slots.add(m);
        }
      }
      parents.add(layer.stream().mapToInt(Integer::intValue).toArray());
      weights[l] = values.stream().mapToDouble(Double::doubleValue).toArray();
      momentum[l] = slots.stream().mapToDouble(Double::doubleValue).toArray();
      widths[l] = weights[l].length;
    }
    state = new State(scored.spec().withWidths(widths), weights, momentum, scored.steps());
    return parents;
  }

  @Override
  public void startFresh(List<Integer> candidates, BatchListener listener) {
    apply(candidates, listener);
    script.onFresh(candidates);
  }

  @Override
  public Measurement measure(int round, BatchListener listener) throws RunStoppedException {
    pass("measure", round, listener, Double.NaN, b -> {});
    double predicted = new JointModel(scores.slope(), scores.gram()).delta(applied);
    double measured = script.ratio(round, attempts++) * predicted;
    return new Measurement(measured, 0.8 * measured, 0.001);
  }

  @Override
  public void revert() {
    state = scored.copy();
  }

  @Override
  public Evaluation evaluate(int round, BatchListener listener) throws RunStoppedException {
    pass("evaluate", round, listener, Double.NaN, b -> {});
    double loss = loss();
    return new Evaluation(
        loss,
        0.01,
        1.1 * loss,
        0.02,
        1 / (1 + loss),
        OptionalDouble.of(1.2 * loss),
        OptionalDouble.of(0.4));
  }

  @Override
  public double validationLoss(BatchListener listener) throws RunStoppedException {
    pass("validate", 0, listener, Double.NaN, b -> {});
    return loss();
  }

  @Override
  public long multiplyAccumulates() {
    return arithmetic;
  }

  @Override
  public Snapshot snapshot() {
    script.onSnapshot();
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    for (int l = 0; l < state.weights().length; l++) {
      double[] w = state.weights()[l].clone();
      arrays.put("W" + l, new NamedArray(new int[] {w.length}, w));
      double[] m = state.momentum()[l].clone();
      arrays.put("slot0.W" + l, new NamedArray(new int[] {m.length}, m));
    }
    for (int i = 0; i < script.ballast(); i++) {
      arrays.put("ballast" + i, new NamedArray(new int[] {100}, new double[100]));
    }
    return new Snapshot(state.spec(), arrays, state.steps());
  }

  @Override
  public void restore(Snapshot snapshot) {
    int depth = snapshot.spec().layers().size();
    double[][] weights = new double[depth][];
    double[][] momentum = new double[depth][];
    for (int l = 0; l < depth; l++) {
      weights[l] = snapshot.arrays().get("W" + l).values().clone();
      momentum[l] = snapshot.arrays().get("slot0.W" + l).values().clone();
    }
    state = new State(snapshot.spec(), weights, momentum, snapshot.steps());
    theta = new double[0];
    scored = null;
  }

  @Override
  public void close() {}

  /** Index of the split (or prune) of a unit, for tests that choose by hand. */
  public static int candidate(NetworkSpec spec, MorphKind kind, int layer, int channel) {
    return new Candidates(spec).index(kind, new UnitId(layer, channel));
  }
}
