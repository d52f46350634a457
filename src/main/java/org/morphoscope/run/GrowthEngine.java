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
public interface GrowthEngine extends AppliedMorphism.FilterSource, FreshStarts, AutoCloseable {

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

    /** The run is to end here; the message is for the log. */
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

  /**
   * {@return the number of threads that compute, on which the last digits depend; empty where
   * nothing depends on them}
   */
  default OptionalInt threads() {
    return OptionalInt.empty();
  }

  /**
   * Sizes of the parts of the data, and its words.
   *
   * @param fingerprint text that identifies the data
   * @param trainImages number of training images
   * @param validationImages number of validation images
   * @param testImages number of test images, 0 without a test file
   * @param classNames names of the classes in the order of the outputs
   * @param notes what a person should know about it, a line each
   */
  record DataInfo(
      String fingerprint,
      int trainImages,
      int validationImages,
      int testImages,
      List<String> classNames,
      List<String> notes) {
    /**
     * Copies the lists.
     *
     * @param fingerprint text that identifies the data
     * @param trainImages number of training images
     * @param validationImages number of validation images
     * @param testImages number of test images, 0 without a test file
     * @param classNames names of the classes in the order of the outputs
     * @param notes what a person should know about it, a line each
     */
    public DataInfo {
      classNames = List.copyOf(classNames);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Means over an epoch of training.
   *
   * @param loss cross-entropy in nats
   * @param accuracy 0 to 1
   * @param learningRate of the last step
   * @param gradientNorms of every layer, the head last: root of the mean square over some batches
   *     of the epoch; empty where nobody looked
   */
  record Epoch(double loss, double accuracy, double learningRate, List<Double> gradientNorms) {
    /**
     * Copies the list.
     *
     * @param loss cross-entropy in nats
     * @param accuracy 0 to 1
     * @param learningRate of the last step
     * @param gradientNorms of every layer, the head last; empty where nobody looked
     */
    public Epoch {
      gradientNorms = List.copyOf(gradientNorms);
    }
  }

  /**
   * A finished scoring pass; candidate order as in {@code score.Candidates}. A rival's has scores
   * in the strategy's own quantity ({@link GrowthStrategy#quantity}), NaN where it has no opinion,
   * and a joint model in which changes of the loss add up.
   *
   * @param slope a
   * @param gram G; of no candidates while the pass is running
   * @param deltas {@code a + G_cc / 2}, or a rival's scores
   * @param errors standard errors of deltas
   * @param layers the same per layer, for display
   * @param newPerGroup candidates for new neurons of each group
   * @param samples images scored
   * @param evidence how each candidate's change is spread over the images, by candidate; empty
   *     while the pass is running, and for rivals
   * @param lineSearch multiply-accumulates of the pass that went into searching for step lengths
   */
  record Scores(
      double[] slope,
      Gram gram,
      double[] deltas,
      double[] errors,
      List<LayerScores> layers,
      int newPerGroup,
      long samples,
      List<Evidence> evidence,
      long lineSearch) {
    /**
     * Of a strategy that searches for no step length.
     *
     * @param slope a
     * @param gram G; of no candidates while the pass is running
     * @param deltas {@code a + G_cc / 2}, or a rival's scores
     * @param errors standard errors of deltas
     * @param layers the same per layer, for display
     * @param newPerGroup candidates for new neurons of each group
     * @param samples images scored
     * @param evidence how each candidate's change is spread over the images, by candidate
     */
    public Scores(
        double[] slope,
        Gram gram,
        double[] deltas,
        double[] errors,
        List<LayerScores> layers,
        int newPerGroup,
        long samples,
        List<Evidence> evidence) {
      this(slope, gram, deltas, errors, layers, newPerGroup, samples, evidence, 0);
    }
  }

  /**
   * Change of the frozen loss from the scored net to the net as it is now.
   *
   * @param delta on the scoring images, nats per image
   * @param heldOutDelta on images neither learned on nor scored, nats per image
   * @param heldOutError standard error of heldOutDelta
   */
  record Measurement(double delta, double heldOutDelta, double heldOutError) {}

  /**
   * Losses at the end of a round; test values are empty without a test file.
   *
   * @param trainLoss on unaugmented training images, nats
   * @param trainLossError its standard error
   * @param validationLoss on validation images, nats
   * @param validationLossError its standard error
   * @param validationAccuracy 0 to 1
   * @param testLoss on test images, nats
   * @param testAccuracy 0 to 1
   */
  record Evaluation(
      double trainLoss,
      double trainLossError,
      double validationLoss,
      double validationLossError,
      double validationAccuracy,
      OptionalDouble testLoss,
      OptionalDouble testAccuracy) {}

  /**
   * An array of a snapshot.
   *
   * @param shape sizes of the dimensions
   * @param values as many as the shape holds, last index fastest
   */
  record NamedArray(int[] shape, double[] values) {}

  /**
   * All state that a later round depends on: weights, running statistics, optimiser slots.
   *
   * @param spec the net
   * @param arrays by name, for example {@code W0}, {@code gamma0}, {@code slot0.W0}
   * @param steps optimiser steps taken so far (Adam's bias correction)
   */
  record Snapshot(NetworkSpec spec, Map<String, NamedArray> arrays, long steps) {}

  /** {@return the architecture of the net as it is now} */
  NetworkSpec spec();

  /** {@return the sizes of the parts of the data, and its words} */
  DataInfo data();

  /** {@return how pictures become images of this net; empty where there are none} */
  default Optional<ImagePipeline> pipeline() {
    return Optional.empty();
  }

  /** {@return the kernels and device in words} */
  String backend();

  /**
   * {@return means over the epoch} {@code epoch} counts from 0 within the round. Listener units:
   * images.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param epoch number of the epoch, from 0
   * @param epochs epochs of this training in all
   * @param listener told after every batch on the engine's thread; may stop the run by throwing
   * @throws RunStoppedException when the listener says so; the net is between two steps then
   */
  Epoch trainEpoch(int round, int epoch, int epochs, BatchListener listener)
      throws RunStoppedException;

  /**
   * {@return means over the epoch} {@code epoch} counts from 0 within the tail. Listener units:
   * images.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param epoch number of the epoch, from 0
   * @param epochs epochs of this training in all
   * @param listener told after every batch on the engine's thread; may stop the run by throwing
   * @throws RunStoppedException when the listener says so; the net is between two steps then
   */
  Epoch tailEpoch(int round, int epoch, int epochs, BatchListener listener)
      throws RunStoppedException;

  /**
   * Recomputes BatchNorm statistics on unaugmented training images. Listener units: images.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param listener told after every batch on the engine's thread; may stop the run by throwing
   * @throws RunStoppedException when the listener says so
   */
  void refresh(int round, BatchListener listener) throws RunStoppedException;

  /**
   * Learns theta of all channels and what new neurons send on. Listener units: steps.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param listener told after every batch on the engine's thread; may stop the run by throwing
   * @throws RunStoppedException when the listener says so
   */
  void learn(int round, BatchListener listener) throws RunStoppedException;

  /**
   * {@return the scores of all images} Listener units: images.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param listener told after every batch on the engine's thread; may stop the run by throwing
   * @param partial receives the scores so far every few batches; the first argument is the number
   *     of images scored
   * @throws RunStoppedException when the listener says so
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
   * @param candidates indices in the order of the last scoring
   * @param listener told after every batch on the engine's thread; may stop the run by throwing
   * @return for each resulting group, for each channel: index of the parent channel in the scored
   *     net, -1 for a new neuron
   * @throws RunStoppedException when the listener says so
   */
  List<int[]> apply(List<Integer> candidates, BatchListener listener) throws RunStoppedException;

  /**
   * {@return what the change brought} Listener units: images.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param listener told after every batch on the engine's thread; may stop the run by throwing
   * @throws RunStoppedException when the listener says so
   */
  Measurement measure(int round, BatchListener listener) throws RunStoppedException;

  /** Back to the scored net, as it was before scoring. */
  void revert();

  /**
   * {@return losses on training, validation and test images} Listener units: images.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param listener told after every batch on the engine's thread; may stop the run by throwing
   * @throws RunStoppedException when the listener says so
   */
  Evaluation evaluate(int round, BatchListener listener) throws RunStoppedException;

  /**
   * {@return the loss on all validation images as the net is now, nats per image} Listener units:
   * images.
   *
   * @param listener told after every batch on the engine's thread; may stop the run by throwing
   * @throws RunStoppedException when the listener says so
   */
  double validationLoss(BatchListener listener) throws RunStoppedException;

  /**
   * {@return the multiply-accumulates so far, as {@link Compute} counts them: three forward passes
   * for each image of training, and all convolutions and matrix products of everything else}
   */
  long multiplyAccumulates();

  /** {@return a copy of weights, running statistics and optimiser} */
  Snapshot snapshot();

  /**
   * Goes back to a snapshot of this run, whose net may be another one.
   *
   * @param snapshot what {@link #snapshot} gave, here or in another process
   */
  void restore(Snapshot snapshot);

  @Override
  void close();
}
