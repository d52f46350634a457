package org.morphoscope.compute.cpu;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Per-channel numbers repeated to a length that is a multiple of the channels and of the vector
 * length, so that a loop over {@code [N, H, W, C]} runs flat whatever C is: element i meets table
 * entry i modulo the length.
 *
 * <p>Holds the tables and accumulators of one kernel call; the next {@link #reset} reuses them.
 */
public final class ChannelTile {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Number of floats in a vector of this machine. */
  public static final int LANES = SPECIES.length();

  /** Shorter tiles make the inner loops too short to be worth their set-up. */
  private static final int MIN_LENGTH = 512;

  /** Additions into one float before it is added to the double total. */
  private static final int TILES_PER_FLUSH = 64;

  private int channels;
  // least common multiple of C and the vector length, and the smallest multiple of it that is long
  // enough for a loop
  private int period;
  private int length;
  private int nextTable;
  private float[][] tables = new float[8][0];

  /** Starts a call for this number of channels: earlier tables become invalid. */
  void reset(int channelCount) {
    nextTable = 0;
    if (channelCount != channels) {
      channels = channelCount;
      period = channels / gcd(channels, LANES) * LANES;
      length = (MIN_LENGTH + period - 1) / period * period;
    }
  }

  /** Elements of a table: a multiple of the channels and of {@link #LANES}. */
  int length() {
    return length;
  }

  /** Elements after which accumulators should be flushed. */
  int flushInterval() {
    return length * TILES_PER_FLUSH;
  }

  /** {@code factor v}, repeated; never -0. */
  float[] table(double[] v, double factor) {
    return table(v, factor, length);
  }

  /** The same, of which only the first {@code used} entries are needed. */
  float[] table(double[] v, double factor, int used) {
    float[] table = next();
    fill(table, v, factor, used);
    return table;
  }

  /** Fills the first {@code used} entries of a table anew. */
  void fill(float[] table, double[] v, double factor, int used) {
    int filled = Math.min(used, length);
    for (int c = 0; c < channels; c++) {
      table[c] = (float) (factor * v[c]) + 0f;
    }
    for (int done = channels; done < filled; ) {
      int copied = Math.min(done, filled - done);
      System.arraycopy(table, 0, table, done, copied);
      done += copied;
    }
  }

  /** Zeros. */
  float[] accumulator() {
    float[] table = next();
    Arrays.fill(table, 0, length, 0f);
    return table;
  }

  /**
   * Adds the first {@code used} accumulators to the totals per channel and clears them. First in
   * float to one period, then per channel in double, always in the same order.
   */
  void flush(float[] accumulator, int used, double[] totals) {
    int end = Math.min(used, length);
    for (int base = period; base < end; base += period) {
      int count = Math.min(period, end - base);
      for (int i = 0; i < count; i++) {
        accumulator[i] += accumulator[base + i];
      }
    }
    int first = Math.min(period, end);
    for (int base = 0; base < first; base += channels) {
      int count = Math.min(channels, first - base);
      for (int c = 0; c < count; c++) {
        totals[c] += accumulator[base + c];
      }
    }
    Arrays.fill(accumulator, 0, end, 0f);
  }

  /** A table's memory; tables are never freed, a call needs about ten. */
  private float[] next() {
    if (nextTable == tables.length) {
      tables = Arrays.copyOf(tables, 2 * tables.length);
    }
    float[] table = tables[nextTable];
    if (table == null || table.length < length) {
      table = new float[length];
      tables[nextTable] = table;
    }
    nextTable++;
    return table;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
