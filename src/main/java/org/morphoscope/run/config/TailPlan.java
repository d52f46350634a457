package org.morphoscope.run.config;

import static org.morphoscope.run.config.Ranges.require;
import static org.morphoscope.run.config.Ranges.requireBetween;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How long the tails of a run are, and which rounds get one. A tail is the fall of the learning
 * rate to a hundredth behind a round.
 *
 * @param epochs of a tail; empty for what is usual, see {@link Training#tailEpochs(int)}
 * @param compute multiply-accumulates that the run is to come to in all: the tail of its last round
 *     has as many whole epochs as come closest, maybe none; empty where the epochs are told
 * @param at rounds that get a tail of their own
 * @param hold share of a tail in which the rate stays at its peak before it falls, 0 to 0.9: how
 *     long the net settles at its final size
 */
public record TailPlan(OptionalInt epochs, OptionalLong compute, TailAt at, double hold) {
  /** Largest share of a tail at the peak rate. */
  public static final double MOST_HELD = 0.9;

  /** As many epochs as the schedule has, behind the last round. */
  public static final TailPlan USUAL =
      new TailPlan(OptionalInt.empty(), OptionalLong.empty(), TailAt.LAST, 0);

  /**
   * Checks that the numbers are in range and that the epochs are told in one way only.
   *
   * @param epochs of a tail; empty for what is usual
   * @param compute multiply-accumulates that the run is to come to in all; empty where the epochs
   *     are told
   * @param at rounds that get a tail of their own
   * @param hold share of a tail at the peak rate, 0 to 0.9
   */
  public TailPlan {
    requireBetween(0, Training.MOST_EPOCHS, "epochs of the tail", epochs.orElse(0));
    require(
        compute.orElse(1) > 0 && (epochs.isEmpty() || compute.isEmpty()),
        "compute of the run",
        "above 0, and no epochs of the tail beside it",
        compute.orElse(0));
    require(hold >= 0 && hold <= MOST_HELD, "hold of the tail", "0 to 0.9", hold);
  }

  /**
   * {@return a plan for the same rounds in which the tail of the last one fills a run up to an
   * amount of arithmetic}
   *
   * @param total multiply-accumulates of the run
   */
  public TailPlan toCompute(long total) {
    return new TailPlan(OptionalInt.empty(), OptionalLong.of(total), at, hold);
  }

  /**
   * {@return the multiply-accumulates of an epoch, three forward passes per image} What is left of
   * the images after the last whole batch is not met.
   *
   * @param batch images per step
   * @param images of the training part
   * @param macs of one image's forward pass
   */
  public static long epochCompute(int batch, int images, long macs) {
    return 3L * batch * (images / batch) * macs;
  }

  /**
   * {@return the number of whole epochs whose arithmetic comes closest to an amount}
   *
   * @param compute multiply-accumulates
   * @param batch images per step
   * @param images of the training part
   * @param macs of one image's forward pass
   */
  public static int epochsFor(long compute, int batch, int images, long macs) {
    long epoch = epochCompute(batch, images, macs);
    return epoch == 0 ? 0 : (int) Math.min(Training.MOST_EPOCHS, (compute + epoch / 2) / epoch);
  }
}
