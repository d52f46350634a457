package org.morphoscope.compute;

import java.util.SplittableRandom;
import org.morphoscope.compute.kernels.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which numbers of a layer's z a thread's images of a training batch lose: 0 with probability p,
 * else {@code 1 / (1 - p)}, so that the expectation stays (Srivastava et al. 2014). Forward and
 * backward multiply by the same factors.
 *
 * <p>An image's factors are drawn from (seed of the epoch, layer, position of the image in it): the
 * same whatever back end computes, however many threads share the batch, and after a kill.
 */
final class DropoutMask implements AutoCloseable {
  /** Bits that a number is drawn from. */
  private static final int BITS = 24;

  private final Kernels kernels;
  private final int layer;
  private final double rate;

  /** {@code [size, H', W', C]}, as z. */
  private final INDArray factors;

  private final float[] host;

  /**
   * Memory for a share of a batch.
   *
   * @param layer index of the layer, so that no two lose alike
   * @param rate p, above 0 and below 1
   * @param shape of z, images first
   */
  DropoutMask(Kernels kernels, int layer, double rate, long[] shape) {
    this.kernels = kernels;
    this.layer = layer;
    this.rate = rate;
    this.factors = kernels.allocate(shape);
    this.host = new float[Math.toIntExact(factors.length())];
  }

  /**
   * Draws anew.
   *
   * @param seed of the epoch
   * @param first position of the first image in it
   */
  void draw(long seed, int first) {
    int images = Math.toIntExact(factors.size(0));
    int length = host.length / images;
    long ofLayer = new SplittableRandom(seed + layer).nextLong();
    int lost = (int) Math.round(rate * (1 << BITS));
    float kept = (float) (1 / (1 - rate));
    for (int n = 0; n < images; n++) {
      SplittableRandom random = new SplittableRandom(ofLayer + first + n);
      for (int i = n * length; i < (n + 1) * length; i++) {
        host[i] = random.nextInt() >>> (Integer.SIZE - BITS) < lost ? 0 : kept;
      }
    }
    kernels.upload(host, 0, factors);
  }

  /** Multiplies z, or the gradient in it. */
  void apply(INDArray v) {
    kernels.multiply(factors, v);
  }

  @Override
  public void close() {
    factors.close();
  }
}
