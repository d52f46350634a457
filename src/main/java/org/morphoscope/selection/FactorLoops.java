package org.morphoscope.selection;

import static org.morphoscope.selection.Factor.BLOCK;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of {@code R'R}, many at once: a block of R, once in the fastest cache, meets the wanted
 * columns four at a time, and eight vectors of sums stay in registers while the rows of the block
 * go by.
 */
final class FactorLoops {
  /** Wanted columns that a block meets at a time. */
  static final int GROUP = 4;

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, FLOATS.vectorShape());
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));
  private static final int WIDE = DOUBLES.length();

  private FactorLoops() {}

  /**
   * The wanted columns of R, for {@link #products}.
   *
   * @return for every group of wanted columns and every row of R, {@link #GROUP} numbers; zeros for
   *     what the last group lacks
   */
  static float[][] gather(Factor factor, int[] wanted) {
    int groups = (wanted.length + GROUP - 1) / GROUP;
    float[][] gathered = new float[groups][factor.deep() * BLOCK * GROUP];
    for (int b = 0; b < wanted.length; b++) {
      float[] target = gathered[b / GROUP];
      int column = wanted[b] % BLOCK;
      for (int down = 0; down < factor.deep(); down++) {
        float[] block = factor.block(down, wanted[b] / BLOCK);
        for (int k = 0; k < BLOCK; k++) {
          target[(down * BLOCK + k) * GROUP + b % GROUP] = block[k * BLOCK + column];
        }
      }
    }
    return gathered;
  }

  /**
   * Products of all gathered columns with {@link Factor#BLOCK} columns of R.
   *
   * @param across which columns, in blocks
   * @param sums {@code [groups * GROUP, BLOCK]}, overwritten
   */
  static void products(Factor factor, float[][] gathered, int across, double[] sums) {
    Arrays.fill(sums, 0);
    float[] parts = new float[GROUP * 2 * LANES];
    for (int down = 0; down < factor.deep(); down++) {
      float[] block = factor.block(down, across);
      for (int g = 0; g < gathered.length; g++) {
        for (int j = 0; j < BLOCK; j += 2 * LANES) {
          meet(gathered[g], down * BLOCK * GROUP, block, j, parts);
          for (int b = 0; b < GROUP; b++) {
            int at = (g * GROUP + b) * BLOCK + j;
            for (int i = 0; i < 2 * LANES; i += WIDE) {
              DoubleVector part =
                  (DoubleVector)
                      FloatVector.fromArray(HALF, parts, b * 2 * LANES + i)
                          .convertShape(VectorOperators.F2D, DOUBLES, 0);
              DoubleVector.fromArray(DOUBLES, sums, at + i).add(part).intoArray(sums, at + i);
            }
          }
        }
      }
    }
  }

  /**
   * Sums of the squares of {@link Factor#BLOCK} columns of R.
   *
   * @param sums {@code [BLOCK]}, added to
   */
  static void squares(Factor factor, int across, double[] sums) {
    float[] part = new float[BLOCK];
    for (int down = 0; down < factor.deep(); down++) {
      float[] block = factor.block(down, across);
      Arrays.fill(part, 0);
      for (int k = 0; k < BLOCK * BLOCK; k += BLOCK) {
        for (int j = 0; j < BLOCK; j++) {
          part[j] = Math.fma(block[k + j], block[k + j], part[j]);
        }
      }
      for (int j = 0; j < BLOCK; j++) {
        sums[j] += part[j];
      }
    }
  }

  /** Four columns, two vectors of the block. */
  private static void meet(float[] columns, int at, float[] block, int j, float[] parts) {
    FloatVector a0 = FloatVector.zero(FLOATS);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    for (int k = 0; k < BLOCK; k++) {
      FloatVector r0 = FloatVector.fromArray(FLOATS, block, k * BLOCK + j);
      FloatVector r1 = FloatVector.fromArray(FLOATS, block, k * BLOCK + j + LANES);
      FloatVector f = FloatVector.broadcast(FLOATS, columns[at + k * GROUP]);
      a0 = r0.fma(f, a0);
      a1 = r1.fma(f, a1);
      f = FloatVector.broadcast(FLOATS, columns[at + k * GROUP + 1]);
      b0 = r0.fma(f, b0);
      b1 = r1.fma(f, b1);
      f = FloatVector.broadcast(FLOATS, columns[at + k * GROUP + 2]);
      c0 = r0.fma(f, c0);
      c1 = r1.fma(f, c1);
      f = FloatVector.broadcast(FLOATS, columns[at + k * GROUP + 3]);
      d0 = r0.fma(f, d0);
      d1 = r1.fma(f, d1);
    }
    a0.intoArray(parts, 0);
    a1.intoArray(parts, LANES);
    b0.intoArray(parts, 2 * LANES);
    b1.intoArray(parts, 3 * LANES);
    c0.intoArray(parts, 4 * LANES);
    c1.intoArray(parts, 5 * LANES);
    d0.intoArray(parts, 6 * LANES);
    d1.intoArray(parts, 7 * LANES);
  }
}
