package org.morphoscope.compute.cpu;

import static org.morphoscope.compute.cpu.ChannelTile.LANES;
import static org.morphoscope.compute.cpu.ChannelTile.SPECIES;
import static org.morphoscope.compute.cpu.PixelLoops.get;
import static org.morphoscope.compute.cpu.PixelLoops.load;
import static org.morphoscope.compute.cpu.PixelLoops.put;
import static org.morphoscope.compute.cpu.PixelLoops.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.morphoscope.compute.kernels.PairMoments;

/**
 * Sums per channel, and per sample and channel, over {@code [N, H, W, C]}.
 *
 * <p>All loops have one form: tile by tile ({@link ChannelTile}), in whole vectors with a scalar
 * tail in the last tile, into one float per table entry; after a number of tiles the floats are
 * added to doubles per channel. So a float takes few additions, and the order of all additions is
 * fixed.
 */
final class StatisticsLoops {
  private final ChannelTile tiles;

  /** {@code [C]}: one image's sums, or one image's coefficients. */
  private double[] totals = new double[0];

  StatisticsLoops(ChannelTile tiles) {
    this.tiles = tiles;
  }

  /**
   * {@code sum (v - o)} and {@code sum (v - o)^2} per channel, over samples and positions. With o
   * near the mean both stay small, and {@code E[(v - o)^2] - E[v - o]^2} loses no digits.
   *
   * @param n elements of v
   * @param origin {@code [C]}
   * @param sum {@code [C]}, overwritten
   * @param sumSquares {@code [C]}, overwritten
   */
  void moments(ByteBuffer v, int n, double[] origin, double[] sum, double[] sumSquares) {
    tiles.reset(origin.length);
    // element i of v has the origin o[i modulo tile]
    float[] o = tiles.table(origin, 1);
    float[] acc = tiles.accumulator();
    float[] squares = tiles.accumulator();
    int tile = tiles.length();
    Arrays.fill(sum, 0);
    Arrays.fill(sumSquares, 0);
    for (int start = 0; start < n; start += tiles.flushInterval()) {
      int stop = Math.min(n, start + tiles.flushInterval());
      for (int base = start; base < stop; base += tile) {
        int end = Math.min(tile, stop - base);
        int whole = end - end % LANES;
        int j = 0;
        for (; j < whole; j += LANES) {
          FloatVector d = load(v, base + j).sub(FloatVector.fromArray(SPECIES, o, j));
          FloatVector.fromArray(SPECIES, acc, j).add(d).intoArray(acc, j);
          d.fma(d, FloatVector.fromArray(SPECIES, squares, j)).intoArray(squares, j);
        }
        for (; j < end; j++) {
          float d = get(v, base + j) - o[j];
          acc[j] += d;
          squares[j] += d * d;
        }
      }
      tiles.flush(acc, stop - start, sum);
      tiles.flush(squares, stop - start, sumSquares);
    }
  }

  /**
   * {@code sum (v - ov) (w - ow)} per channel: the covariance of a and b (method.md section 3.1).
   *
   * @param n elements of v and of w
   * @param sum {@code [C]}, overwritten
   */
  void crossMoment(
      ByteBuffer v, ByteBuffer w, int n, double[] originV, double[] originW, double[] sum) {
    tiles.reset(originV.length);
    float[] ov = tiles.table(originV, 1);
    float[] ow = tiles.table(originW, 1);
    float[] acc = tiles.accumulator();
    int tile = tiles.length();
    Arrays.fill(sum, 0);
    for (int start = 0; start < n; start += tiles.flushInterval()) {
      int stop = Math.min(n, start + tiles.flushInterval());
      for (int base = start; base < stop; base += tile) {
        int end = Math.min(tile, stop - base);
        int whole = end - end % LANES;
        int j = 0;
        for (; j < whole; j += LANES) {
          FloatVector dv = load(v, base + j).sub(FloatVector.fromArray(SPECIES, ov, j));
          FloatVector dw = load(w, base + j).sub(FloatVector.fromArray(SPECIES, ow, j));
          dv.fma(dw, FloatVector.fromArray(SPECIES, acc, j)).intoArray(acc, j);
        }
        for (; j < end; j++) {
          acc[j] += (get(v, base + j) - ov[j]) * (get(w, base + j) - ow[j]);
        }
      }
      tiles.flush(acc, stop - start, sum);
    }
  }

  /**
   * Moments of both arrays and their product in one sweep: five sums for two loads, where the loops
   * above would load six times.
   *
   * @param to five sums, {@code [C]} each, overwritten
   */
  void pairMoments(
      ByteBuffer v, ByteBuffer w, int n, double[] originV, double[] originW, PairMoments to) {
    tiles.reset(originV.length);
    float[] ov = tiles.table(originV, 1);
    float[] ow = tiles.table(originW, 1);
    double[][] sums = {to.v(), to.vv(), to.w(), to.ww(), to.vw()};
    float[][] acc = new float[sums.length][];
    for (int i = 0; i < acc.length; i++) {
      acc[i] = tiles.accumulator();
      Arrays.fill(sums[i], 0);
    }
    int tile = tiles.length();
    for (int start = 0; start < n; start += tiles.flushInterval()) {
      int stop = Math.min(n, start + tiles.flushInterval());
      for (int base = start; base < stop; base += tile) {
        addPair(v, w, base, Math.min(tile, stop - base), ov, ow, acc);
      }
      for (int i = 0; i < acc.length; i++) {
        tiles.flush(acc[i], stop - start, sums[i]);
      }
    }
  }

  /**
   * One tile. A method of its own, so that HotSpot inlines its vectors (see {@link WindowRow}).
   *
   * @param base first element of the tile
   * @param end elements of it
   * @param acc sums of v, v^2, w, w^2, v w
   */
  private static void addPair(
      ByteBuffer v, ByteBuffer w, int base, int end, float[] ov, float[] ow, float[][] acc) {
    float[] sv = acc[0];
    float[] svv = acc[1];
    float[] sw = acc[2];
    float[] sww = acc[3];
    float[] svw = acc[4];
    int whole = end - end % LANES;
    int j = 0;
    for (; j < whole; j += LANES) {
      FloatVector dv = load(v, base + j).sub(FloatVector.fromArray(SPECIES, ov, j));
      FloatVector dw = load(w, base + j).sub(FloatVector.fromArray(SPECIES, ow, j));
      FloatVector.fromArray(SPECIES, sv, j).add(dv).intoArray(sv, j);
      dv.fma(dv, FloatVector.fromArray(SPECIES, svv, j)).intoArray(svv, j);
      FloatVector.fromArray(SPECIES, sw, j).add(dw).intoArray(sw, j);
      dw.fma(dw, FloatVector.fromArray(SPECIES, sww, j)).intoArray(sww, j);
      dv.fma(dw, FloatVector.fromArray(SPECIES, svw, j)).intoArray(svw, j);
    }
    for (; j < end; j++) {
      float dv = get(v, base + j) - ov[j];
      float dw = get(w, base + j) - ow[j];
      sv[j] += dv;
      svv[j] += dv * dv;
      sw[j] += dw;
      sww[j] += dw * dw;
      svw[j] += dv * dw;
    }
  }

  /**
   * {@code out[n, c] = sum over positions v w}: every image's sums start anew, so the float sums of
   * one image never grow long.
   *
   * @param out {@code [N, C]}
   * @param m elements per sample
   */
  void innerProducts(ByteBuffer v, ByteBuffer w, ByteBuffer out, int samples, int m, int channels) {
    prepare(channels);
    float[] acc = tiles.accumulator();
    int tile = tiles.length();
    for (int n = 0; n < samples; n++) {
      // m is a multiple of C: every image begins with channel 0, as the table does
      int stop = (n + 1) * m;
      for (int base = n * m; base < stop; base += tile) {
        int end = Math.min(tile, stop - base);
        int whole = end - end % LANES;
        int j = 0;
        for (; j < whole; j += LANES) {
          load(v, base + j)
              .fma(load(w, base + j), FloatVector.fromArray(SPECIES, acc, j))
              .intoArray(acc, j);
        }
        for (; j < end; j++) {
          acc[j] += get(v, base + j) * get(w, base + j);
        }
      }
      emit(acc, m, out, n * channels, channels);
    }
  }

  /**
   * {@code out[n, c] = sum over positions v}: m times it is what a constant m in a channel's place
   * brings (method.md section 3.2).
   *
   * @param out {@code [N, C]}
   * @param m elements per sample
   */
  void positionSums(ByteBuffer v, ByteBuffer out, int samples, int m, int channels) {
    prepare(channels);
    float[] acc = tiles.accumulator();
    int tile = tiles.length();
    for (int n = 0; n < samples; n++) {
      int stop = (n + 1) * m;
      for (int base = n * m; base < stop; base += tile) {
        int end = Math.min(tile, stop - base);
        int whole = end - end % LANES;
        int j = 0;
        for (; j < whole; j += LANES) {
          FloatVector.fromArray(SPECIES, acc, j).add(load(v, base + j)).intoArray(acc, j);
        }
        for (; j < end; j++) {
          acc[j] += get(v, base + j);
        }
      }
      emit(acc, m, out, n * channels, channels);
    }
  }

  /**
   * Adds {@code coefficient[n, c] v} to r.
   *
   * @param coefficient {@code [N, C]}
   * @param r {@code [N, H, W, C]}
   * @param m elements per sample
   */
  void addScaled(
      ByteBuffer coefficient, ByteBuffer v, ByteBuffer r, int samples, int m, int channels) {
    prepare(channels);
    int tile = tiles.length();
    for (int n = 0; n < samples; n++) {
      for (int c = 0; c < channels; c++) {
        totals[c] = get(coefficient, n * channels + c);
      }
      tiles.reset(channels);
      // a table per image, filled only as far as the image reaches
      float[] table = tiles.table(totals, 1, m);
      int stop = (n + 1) * m;
      for (int base = n * m; base < stop; base += tile) {
        int end = Math.min(tile, stop - base);
        int whole = end - end % LANES;
        int j = 0;
        for (; j < whole; j += LANES) {
          FloatVector f = FloatVector.fromArray(SPECIES, table, j);
          store(r, base + j, load(v, base + j).fma(f, load(r, base + j)));
        }
        for (; j < end; j++) {
          put(r, base + j, Math.fma(get(v, base + j), table[j], get(r, base + j)));
        }
      }
    }
  }

  /** Begins a call for so many channels; tables of the call before become invalid. */
  private void prepare(int channels) {
    tiles.reset(channels);
    if (totals.length < channels) {
      totals = new double[channels];
    }
  }

  /** Ends an image: its float sums, per channel in double, to {@code out[at ..]}; clears them. */
  private void emit(float[] acc, int used, ByteBuffer out, int at, int channels) {
    Arrays.fill(totals, 0, channels, 0);
    tiles.flush(acc, used, totals);
    for (int c = 0; c < channels; c++) {
      put(out, at + c, (float) totals[c]);
    }
  }
}
