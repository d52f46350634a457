package org.morphoscope.study.evaluate;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.data.Augmentation;
import org.morphoscope.data.BatchFiller;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.Normalisation;
import org.morphoscope.engine.NumericEngine;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.text.Texts;

/**
 * A trained net on the kernels of this machine, in inference mode: running statistics, no
 * augmentation, so that no image influences another. Used by one thread; owns native memory.
 */
public final class TrainedNet implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Network network;
  private final FrozenPasses passes;
  private final BatchFiller filler;
  private final LongSupplier clock;

  /**
   * @param spec the net's architecture
   * @param weights the net's numbers
   * @param normalisation how the net was trained to see images
   * @param team threads and kernels, which stay open
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public TrainedNet(
      NetworkSpec spec,
      Weights weights,
      Normalisation normalisation,
      Team team,
      LongSupplier clock) {
    this.network = new Network(spec, weights, team.lead());
    this.passes = new FrozenPasses(network, team, NumericEngine.FROZEN_BATCH);
    this.filler = new BatchFiller(normalisation);
    this.clock = clock;
  }

  /**
   * Answers to a first batch and forgets them: memory and kernels are made then, which a time per
   * image is not about.
   *
   * @param images of the net's size
   */
  public void warmUp(ImageSet images) {
    int size = Math.min(images.size(), NumericEngine.FROZEN_BATCH);
    answers(images.subset(IntStream.range(0, size).toArray()), label -> 0);
  }

  /**
   * {@return answers to all images, in their order; labels are outputs of the net}
   *
   * @param images of the net's size
   */
  public Answers answers(ImageSet images) {
    return answers(images, label -> label);
  }

  /**
   * {@return answers to all images, in their order}
   *
   * @param images of the net's size, labelled as their data is
   * @param outputOf the net's output that stands for a label of the images
   * @throws IllegalArgumentException in one sentence when the images are not of the net's size
   */
  public Answers answers(ImageSet images, IntUnaryOperator outputOf) {
    requireSize(images);
    int n = images.size();
    int classes = network.spec().classes();
    Answers answers =
        new Answers(classes, new double[n * classes], new double[n], new int[n], new int[n], 0);
    long start = clock.getAsLong();
    passes.<RuntimeException>forward(
        n,
        loader(images, outputOf),
        (shard, pass, first) -> collect(pass, first, answers),
        done -> {});
    double seconds = (clock.getAsLong() - start) / NANOS_PER_SECOND;
    return new Answers(
        classes,
        answers.probabilities(),
        answers.losses(),
        answers.labels(),
        answers.predicted(),
        seconds);
  }

  /** Called by several threads, each for images of its own. */
  private static void collect(FrozenPass pass, int first, Answers to) {
    int classes = to.classes();
    System.arraycopy(
        pass.probabilities(), 0, to.probabilities(), first * classes, pass.batch() * classes);
    System.arraycopy(pass.losses(), 0, to.losses(), first, pass.batch());
    System.arraycopy(pass.labels(), 0, to.labels(), first, pass.batch());
    for (int i = 0; i < pass.batch(); i++) {
      to.predicted()[first + i] = largest(pass.logits(), i * classes, classes);
    }
  }

  /** The first of equal logits, as where accuracy is counted. */
  private static int largest(double[] logits, int from, int classes) {
    int best = 0;
    for (int k = 1; k < classes; k++) {
      if (logits[from + k] > logits[from + best]) {
        best = k;
      }
    }
    return best;
  }

  private ImageLoader loader(ImageSet images, IntUnaryOperator outputOf) {
    int[] order = IntStream.range(0, images.size()).toArray();
    SplittableRandom unused = new SplittableRandom(0);
    return (first, count, pixels, labels) -> {
      filler.fill(images, order, first, count, Augmentation.NONE, unused, pixels, labels);
      for (int i = 0; i < count; i++) {
        labels[i] = outputOf.applyAsInt(labels[i]);
      }
    };
  }

  private void requireSize(ImageSet images) {
    var input = network.spec().input();
    if (images.channels() != input.channels()
        || images.height() != input.height()
        || images.width() != input.width()) {
      throw new IllegalArgumentException(
          Texts.of(
              "expected images of %s, as the net was trained on, found %d x %d x %d; choose data of"
                  + " that size",
              input, images.channels(), images.height(), images.width()));
    }
  }

  @Override
  public void close() {
    passes.close();
    network.close();
  }
}
