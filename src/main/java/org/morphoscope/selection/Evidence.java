package org.morphoscope.selection;

import org.morphoscope.text.Texts;

/**
 * How a candidate's predicted change {@code s_n + q_n} is spread over the scored images: a
 * histogram, and the images that gain and lose most. All changes in nats; negative is a gain.
 *
 * @param first lower edge of the first bin; 0 is an edge unless all changes have the same sign
 * @param binWidth width of a bin
 * @param counts images per bin, {@value #BINS} numbers that add up to the images scored; what lies
 *     beyond the first and the last edge is counted in the first and the last bin
 * @param best images that gain most, the largest gain first: positions in the scoring order
 * @param bestDelta their changes, negative
 * @param worst images that lose most, the largest loss first
 * @param worstDelta their changes, positive
 */
public record Evidence(
    double first,
    double binWidth,
    int[] counts,
    int[] best,
    float[] bestDelta,
    int[] worst,
    float[] worstDelta) {
  /** Bins of every histogram. */
  public static final int BINS = 25;

  /** Images kept at each end. */
  public static final int ENDS = 5;

  /**
   * Checks the number of bins, and that there are as many changes as images.
   *
   * @param first lower edge of the first bin; 0 is an edge unless all changes have the same sign
   * @param binWidth width of a bin
   * @param counts images per bin, {@value #BINS} numbers that add up to the images scored
   * @param best images that gain most, the largest gain first: positions in the scoring order
   * @param bestDelta their changes, negative
   * @param worst images that lose most, the largest loss first
   * @param worstDelta their changes, positive
   */
  public Evidence {
    if (counts.length != BINS
        || best.length != bestDelta.length
        || worst.length != worstDelta.length) {
      throw new IllegalArgumentException(
          Texts.of(
              "expected %d bins and as many changes as images, found %d bins, %d and %d, %d and %d",
              BINS, counts.length, best.length, bestDelta.length, worst.length, worstDelta.length));
    }
  }

  /** {@return the number of images scored} */
  public int samples() {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  /**
   * {@return the lower edge of a bin; the edge behind the last one for {@value #BINS}}
   *
   * @param bin from 0 to {@value #BINS}
   */
  public double edge(int bin) {
    return first + bin * binWidth;
  }
}
