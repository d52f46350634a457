package org.morphoscope.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.run.GrowthEngine.NamedArray;
import org.morphoscope.run.GrowthEngine.Scores;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.RunConfig;
import org.morphoscope.selection.ScoreFile;

/**
 * The scores of a file for the channels of a run's net. The file is looked at in every round: while
 * it says the same, channels that were born since have the score of their parent; once it changed
 * it has to fit the net as it is then. Of the run's thread.
 */
final class FileScores {
  private static final String PREFIX = "score.";
  private static final String MARK = PREFIX + "file";

  /** Empty when scores are the model's, and nothing here does anything. */
  private final Optional<Path> given;

  /** Per group and channel; null before the file is read. */
  private double[][] current;

  /** Of the net that was scored last. */
  private double[][] scored;

  /** CRC-32 of the file as it was read last. */
  private long mark = -1;

  /**
   * @throws IllegalArgumentException in one sentence when the strategy needs a file and has none
   */
  FileScores(RunConfig config) {
    boolean wanted = config.strategy() == GrowthStrategy.SCORES;
    if (wanted && config.scoresFile().isEmpty()) {
      throw new IllegalArgumentException(
          "strategy scores: expected the file of the scores, found none; give it as scores:FILE");
    }
    this.given = wanted ? config.scoresFile().map(Path::of) : Optional.empty();
  }

  /**
   * Reads the file if it has changed; the net is the one that is scored next.
   *
   * @throws UncheckedIOException in one sentence when the file cannot be read or does not fit
   */
  void look(NetworkSpec spec) {
    if (given.isEmpty()) {
      return;
    }
    try {
      CRC32 crc = new CRC32();
      crc.update(ScoreFile.bytes(given.get()));
      if (current == null || crc.getValue() != mark) {
        current = ScoreFile.read(given.get(), spec);
        mark = crc.getValue();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    scored = current;
  }

  /**
   * A set was applied to the scored net.
   *
   * @param parents per group, for each channel its parent's index; -1 for a new neuron, which has
   *     no score and is never split
   * @return the same
   */
  List<int[]> grown(List<int[]> parents) {
    if (given.isEmpty()) {
      return parents;
    }
    current = new double[parents.size()][];
    for (int g = 0; g < current.length; g++) {
      int group = g;
      current[g] =
          Arrays.stream(parents.get(g))
              .mapToDouble(parent -> parent < 0 ? Double.NaN : scored[group][parent])
              .toArray();
    }
    return parents;
  }

  /** The scored net is back. */
  void reverted() {
    current = scored;
  }

  /**
   * A scoring whose splits are ranked by the file: highest first, so that what counts as good,
   * negative, is minus the score. What a set will do to the loss stays the model's prediction.
   */
  Scores ranked(Scores model, NetworkSpec spec) {
    if (given.isEmpty()) {
      return model;
    }
    double[] deltas = new double[model.deltas().length];
    double[] errors = new double[deltas.length];
    Arrays.fill(deltas, Double.NaN);
    Arrays.fill(errors, Double.NaN);
    List<LayerScores> layers = new ArrayList<>();
    int unit = 0;
    for (WidthGroup group : spec.groups()) {
      LayerScores of = model.layers().get(group.index());
      double[] minus = Arrays.stream(scored[group.index()]).map(v -> 0 - v).toArray();
      double[] none = new double[minus.length];
      Arrays.fill(none, Double.NaN);
      System.arraycopy(minus, 0, deltas, unit, minus.length);
      unit += minus.length;
      layers.add(
          new LayerScores(
              minus,
              none,
              of.splitCurvature(),
              of.pruneDelta(),
              of.pruneError(),
              of.pruneCurvature(),
              of.thetaNorm(),
              of.activity(),
              of.newDelta(),
              of.newError(),
              of.newCurvature()));
    }
    return new Scores(
        model.slope(),
        model.gram(),
        deltas,
        errors,
        layers,
        model.newPerGroup(),
        model.samples(),
        model.evidence(),
        0);
  }

  /** A checkpoint with what it has to keep: the scores of channels that were born since. */
  Snapshot kept(Snapshot snapshot) {
    if (given.isEmpty() || current == null) {
      return snapshot;
    }
    Map<String, NamedArray> arrays = new LinkedHashMap<>(snapshot.arrays());
    arrays.put(MARK, new NamedArray(new int[] {1}, new double[] {mark}));
    for (int g = 0; g < current.length; g++) {
      arrays.put(PREFIX + g, new NamedArray(new int[] {current[g].length}, current[g]));
    }
    return new Snapshot(snapshot.spec(), arrays, snapshot.steps());
  }

  /** Goes on from a checkpoint; from one without scores, such as a seed net's, the file is read. */
  void restore(Snapshot snapshot) {
    current = null;
    mark = -1;
    NamedArray kept = snapshot.arrays().get(MARK);
    if (given.isPresent() && kept != null) {
      mark = (long) kept.values()[0];
      current = new double[snapshot.spec().groups().size()][];
      for (int g = 0; g < current.length; g++) {
        current[g] = snapshot.arrays().get(PREFIX + g).values().clone();
      }
    }
  }
}
