package org.morphoscope.engine;

import java.util.SplittableRandom;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.data.Augmentation;
import org.morphoscope.data.BatchFiller;
import org.morphoscope.data.ImageSet;
import org.morphoscope.run.Seeds;

/**
 * The training images of an epoch, shuffled and augmented. Order and augmentation depend on (seed,
 * round, epoch) alone, and the draw of an image on its place in the epoch, not on how a batch is
 * cut: any number of threads trains on the same pixels, and an epoch that is played again after a
 * kill sees what it saw. Tails draw from seeds of their own, so that a round behind one goes on as
 * if there had been none.
 *
 * @param train all training images, before augmentation
 * @param filler normalises them
 * @param augmentation crops and flips, or none
 * @param seed of the run
 * @param numerics how numbers are drawn, see {@link org.morphoscope.run.RunConfig#NUMERICS}
 */
record EpochImages(
    ImageSet train, BatchFiller filler, Augmentation augmentation, long seed, int numerics) {

  /**
   * The images of an epoch of a round.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param epoch number of the epoch in its round, from 0
   */
  ImageLoader of(int round, int epoch) {
    int[] order =
        Seeds.permutation(train.size(), Seeds.of(seed, round, Seeds.Purpose.SHUFFLE, epoch));
    long augment = Seeds.of(seed, round, Seeds.Purpose.AUGMENT, epoch);
    return numerics < 2 ? perBatch(order, augment) : perImage(order, augment);
  }

  /**
   * The images of an epoch of the tail of a round.
   *
   * @param round the round whose tail it is
   * @param epoch number of the epoch in the tail, from 0
   */
  ImageLoader ofTail(int round, int epoch) {
    long order = Seeds.of(seed, round, "tail shuffle", epoch);
    return perImage(
        Seeds.permutation(train.size(), order), Seeds.of(seed, round, "tail augment", epoch));
  }

  private ImageLoader perImage(int[] order, long augment) {
    return (first, count, images, labels) ->
        filler.fill(
            train,
            order,
            first,
            count,
            augmentation,
            image -> new SplittableRandom(Seeds.at(augment, image)),
            images,
            labels);
  }

  /** As runs of the first numerics were begun: one generator per batch. */
  private ImageLoader perBatch(int[] order, long augment) {
    return (first, count, images, labels) ->
        filler.fill(
            train,
            order,
            first,
            count,
            augmentation,
            new SplittableRandom(augment + 0x9E3779B97F4A7C15L * (first + 1)),
            images,
            labels);
  }
}
