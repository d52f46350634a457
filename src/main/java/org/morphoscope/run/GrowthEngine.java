package org.morphoscope.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.morphoscope.net.ImagePipeline;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.selection.Evidence;
import org.morphoscope.selection.Gram;

/**
 * The numerics of one run, as the loop calls them: data, net, optimiser, theta and the last
 * scoring. Used by one thread. Every pass is determined by the configuration, the round and the
 * state before it.
 */
public interface GrowthEngine extends AutoCloseable {

  /** Called after every batch; blocks while the run is paused. */
  @FunctionalInterface
  interface BatchListener {
    /**
     * @param done units of work done in this pass
     * @param total units of work of this pass
     * @param loss running mean loss, NaN where there is none
     * @throws RunStoppedException when the run is to end here
     */
    void afterBatch(long done, long total, double loss) throws RunStoppedException;
  }

  /**
   * The pass was ended by {@link RunControl#stop}; the engine's state is then only good to close.
   */
  final class RunStoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    public RunStoppedException() {
      super("the run was stopped");
    }
  }

  /**
   * Trains at another peak rate from the next epoch on, in place of the configuration's.
   *
   * @param peak above 0
   */
  void learningRate(double peak);

  /** Threads that compute, on which the last digits depend; empty where nothing depends on them. */
  default OptionalInt threads() {
    return OptionalInt.empty();
  }

  /**
   * Sizes of the parts of the data, and its words.
   *
   * @param notes what a person should know about it, a line each
   */
  record DataInfo(
      String fingerprint,
      int trainImages,
      int validationImages,
      int testImages,
      List<String> classNames,
      List<String> notes) {
    public DataInfo {
      classNames = List.copyOf(classNames);
      notes = List.copyOf(notes);
    }
  }

  /** Means over an epoch of training. */
  record Epoch(double loss, double accuracy, double learningRate) {}

  /**
   * A finished scoring pass; candidate order as in {@code score.Candidates}.
   *
   * @param slope a
   * @param gram G; of no candidates while the pass is running
   * @param deltas {@code a + G_cc / 2}
   * @param errors standard errors of deltas
   * @param layers the same per layer, for display
   * @param newPerGroup candidates for new neurons of each group
   * @param samples images scored
   * @param evidence how each candidate's change is spread over the images, by candidate; empty
   *     while the pass is running
   */
  record Scores(
      double[] slope,
      Gram gram,
      double[] deltas,
      double[] errors,
      List<LayerScores> layers,
      int newPerGroup,
      long samples,
      List<Evidence> evidence) {}

  /** Change of the frozen loss from the scored net to the net as it is now. */
  record Measurement(double delta, double heldOutDelta, double heldOutError) {}

  /** Losses at the end of a round; test values are empty without a test file. */
  record Evaluation(
      double trainLoss,
      double trainLossError,
      double validationLoss,
      double validationLossError,
      double validationAccuracy,
      OptionalDouble testLoss,
      OptionalDouble testAccuracy) {}

  /** An array of a snapshot. */
  record NamedArray(int[] shape, double[] values) {}

  /**
   * All state that a later round depends on: weights, running statistics, optimiser slots.
   *
   * @param spec the net
   * @param arrays by name, for example {@code W0}, {@code gamma0}, {@code slot0.W0}
   * @param steps optimiser steps taken so far (Adam's bias correction)
   */
  record Snapshot(NetworkSpec spec, Map<String, NamedArray> arrays, long steps) {}

  NetworkSpec spec();

  DataInfo data();

  /** How pictures become images of this net; empty where there are none. */
  default Optional<ImagePipeline> pipeline() {
    return Optional.empty();
  }

  /** Kernels and device in words. */
  String backend();

  /** Trains one epoch. {@code epoch} counts from 0 within the round. Listener units: images. */
  Epoch trainEpoch(int round, int epoch, int epochs, BatchListener listener)
      throws RunStoppedException;

  /**
   * Trains one epoch of the tail of a round: on images in an order of its own, while the rate falls
   * to a hundredth. {@code epoch} counts from 0 within the tail. Listener units: images.
   */
  Epoch tailEpoch(int round, int epoch, int epochs, BatchListener listener)
      throws RunStoppedException;

  /** Recomputes BatchNorm statistics on unaugmented training images. Listener units: images. */
  void refresh(int round, BatchListener listener) throws RunStoppedException;

  /** Learns theta of all channels and what new neurons send on. Listener units: steps. */
  void learn(int round, BatchListener listener) throws RunStoppedException;

  /**
   * Scores all candidates. Listener units: images.
   *
   * @param partial receives the scores so far every few batches; the first argument is the number
   *     of images scored
   */
  Scores score(int round, BatchListener listener, Consumer<Scores> partial)
      throws RunStoppedException;

  /**
   * Replaces the net by the scored net with these candidates applied, optimiser state carried over
   * and BatchNorm re-based. May be called again with another set: it always starts from the scored
   * net.
   *
   * <p>Listener units: images of the re-basing pass.
   *
   * @return for each resulting group, for each channel: index of the parent channel in the scored
   *     net, -1 for a new neuron
   */
  List<int[]> apply(List<Integer> candidates, BatchListener listener) throws RunStoppedException;

  /** Measures the net as it is now against the scored net. Listener units: images. */
  Measurement measure(int round, BatchListener listener) throws RunStoppedException;

  /** Back to the scored net, as it was before scoring. */
  void revert();

  /** Losses on training, validation and test images. Listener units: images. */
  Evaluation evaluate(int round, BatchListener listener) throws RunStoppedException;

  /**
   * Multiply-accumulates so far, as {@link Compute} counts them: three forward passes for each
   * image of training, and all convolutions and matrix products of everything else.
   */
  long multiplyAccumulates();

  Snapshot snapshot();

  void restore(Snapshot snapshot);

  @Override
  void close();
}
