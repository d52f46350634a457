package org.morphoscope.compute.kernels;

/**
 * Sums over samples and positions of two arrays, one number per channel; v and w are meant relative
 * to their origins.
 *
 * @param v {@code sum v}
 * @param vv {@code sum v^2}
 * @param w {@code sum w}
 * @param ww {@code sum w^2}
 * @param vw {@code sum v w}
 */
public record PairMoments(double[] v, double[] vv, double[] w, double[] ww, double[] vw) {
  /**
   * {@return sums of nothing: zeros for each channel}
   *
   * @param channels number of channels C
   */
  public static PairMoments ofChannels(int channels) {
    return new PairMoments(
        new double[channels],
        new double[channels],
        new double[channels],
        new double[channels],
        new double[channels]);
  }

  /**
   * Adds another's sums. Parts and shards add up because all have the same origins.
   *
   * @param other sums with as many channels and the same origins
   */
  public void add(PairMoments other) {
    add(other.v, v);
    add(other.vv, vv);
    add(other.w, w);
    add(other.ww, ww);
    add(other.vw, vw);
  }

  private static void add(double[] source, double[] target) {
    for (int c = 0; c < source.length; c++) {
      target[c] += source[c];
    }
  }
}
