package org.morphoscope.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.morphoscope.selection.Evidence;

/**
 * The change {@code s_n + q_n} of every scored image and candidate, kept for one pass as {@code
 * float}: 4 bytes each, which from 1,000 candidates on is less than their Gram matrix takes. Shards
 * write rows of their own, so the result does not depend on how many there are.
 */
public final class SampleChanges {
  /** Edges leave out what lies further from the mean than so many standard deviations. */
  private static final double REACH = 3;

  private final int candidates;

  /** {@code [samples, candidates]}. */
  private final float[][] rows;

  /**
   * Memory for all numbers; every image's row is to be put once.
   *
   * @param samples number of images
   * @param candidates number of candidates
   */
  public SampleChanges(int samples, int candidates) {
    this.candidates = candidates;
    this.rows = new float[samples][candidates];
  }

  /**
   * Keeps the changes of a batch of a shard. Called by the shards at the same time, for rows of
   * their own.
   *
   * @param s {@code [count, candidates]}
   * @param q {@code [count, candidates]}
   * @param first position of its first image in the scoring order
   * @param count images of the batch
   */
  public void put(double[] s, double[] q, int first, int count) {
    for (int n = 0; n < count; n++) {
      float[] row = rows[first + n];
      int from = n * candidates;
      for (int c = 0; c < candidates; c++) {
        row[c] = (float) (s[from + c] + q[from + c]);
      }
    }
  }

  /**
   * {@return the change of an image's loss by a candidate alone, nats}
   *
   * @param sample position in the scoring order
   * @param candidate index of the candidate
   */
  public float at(int sample, int candidate) {
    return rows[sample][candidate];
  }

  /** {@return what the images say about every candidate, once all are scored} */
  public List<Evidence> evidence() {
    // per candidate: the first bin's left edge, and the width of all of them
    double[] first = new double[candidates];
    double[] width = new double[candidates];
    edges(first, width);
    int[][] counts = new int[candidates][Evidence.BINS];
    Extremes[] best = new Extremes[candidates];
    Extremes[] worst = new Extremes[candidates];
    Arrays.setAll(best, c -> new Extremes());
    Arrays.setAll(worst, c -> new Extremes());
    for (int n = 0; n < rows.length; n++) {
      float[] row = rows[n];
      for (int c = 0; c < candidates; c++) {
        float change = row[c];
        // what lies outside the edges counts in the bins at the ends
        int bin = (int) Math.floor((change - first[c]) / width[c]);
        counts[c][Math.max(0, Math.min(Evidence.BINS - 1, bin))]++;
        best[c].offer(n, -change);
        worst[c].offer(n, change);
      }
    }
    List<Evidence> all = new ArrayList<>(candidates);
    for (int c = 0; c < candidates; c++) {
      all.add(
          new Evidence(
              first[c],
              width[c],
              counts[c],
              best[c].images(),
              best[c].sizes(-1),
              worst[c].images(),
              worst[c].sizes(1)));
    }
    return all;
  }

  /**
   * Equal bins over the bulk of each candidate's changes, with an edge at 0. From 3 standard
   * deviations on either side, or the extremes where they are nearer; 0 is always within.
   */
  private void edges(double[] first, double[] width) {
    float[] low = new float[candidates];
    float[] high = new float[candidates];
    double[] sum = new double[candidates];
    double[] squares = new double[candidates];
    for (float[] row : rows) {
      for (int c = 0; c < candidates; c++) {
        float change = row[c];
        low[c] = Math.min(low[c], change);
        high[c] = Math.max(high[c], change);
        sum[c] += change;
        squares[c] += (double) change * change;
      }
    }
    for (int c = 0; c < candidates; c++) {
      double mean = sum[c] / rows.length;
      double spread = Math.sqrt(Math.max(0, squares[c] / rows.length - mean * mean));
      double from = Math.max(low[c], Math.min(0, mean - REACH * spread));
      double to = Math.min(high[c], Math.max(0, mean + REACH * spread));
      // one bin is lost to moving an edge to 0; a candidate that changes nothing has some width
      width[c] = to > from ? (to - from) / (Evidence.BINS - 1) : 1e-9;
      first[c] = Math.floor(from / width[c]) * width[c];
    }
  }

  /** The largest positive values so far, largest first; of equal ones the earliest. */
  private static final class Extremes {
    private final int[] image = new int[Evidence.ENDS];
    private final float[] size = new float[Evidence.ENDS];
    private int count;

    void offer(int index, float value) {
      if (!(value > size[Evidence.ENDS - 1])) {
        return; // also when it is not a gain (or loss) at all: free places hold 0
      }
      // insertion from the smallest end: nearly every value stops at the first comparison
      int at = Math.min(count, Evidence.ENDS - 1);
      while (at > 0 && size[at - 1] < value) {
        size[at] = size[at - 1];
        image[at] = image[at - 1];
        at--;
      }
      size[at] = value;
      image[at] = index;
      count = Math.min(count + 1, Evidence.ENDS);
    }

    int[] images() {
      return Arrays.copyOf(image, count);
    }

    float[] sizes(int sign) {
      float[] signed = Arrays.copyOf(size, count);
      for (int i = 0; i < count; i++) {
        signed[i] *= sign;
      }
      return signed;
    }
  }
}
