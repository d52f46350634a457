package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.device.Team;
import org.morphoscope.selection.DenseGram;
import org.morphoscope.selection.Factor;
import org.morphoscope.selection.FactorGram;
import org.morphoscope.selection.Gram;
import org.morphoscope.selection.Grams;
import org.morphoscope.selection.JointModel;

class GramTest {
  private static final int CANDIDATES = 301;
  private static final int SAMPLES = 700;

  /** Rows with a few directions in common, so that G has large entries off the diagonal. */
  private static double[][] rows(int samples, int candidates, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] directions = new double[5][];
    for (int d = 0; d < directions.length; d++) {
      directions[d] = random.doubles(candidates, -1, 1).toArray();
    }
    double[][] rows = new double[samples][candidates];
    for (double[] row : rows) {
      for (double[] direction : directions) {
        double factor = random.nextGaussian();
        for (int c = 0; c < candidates; c++) {
          row[c] += factor * direction[c] + 0.3 * random.nextGaussian();
        }
      }
    }
    return rows;
  }

  private static double[] exact(double[][] rows) {
    int m = rows[0].length;
    double[] gram = new double[m * m];
    for (double[] row : rows) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          gram[i * m + j] += row[i] * row[j] / rows.length;
        }
      }
    }
    return gram;
  }

  private static double[] diagonal(double[] gram, int m) {
    return IntStream.range(0, m).mapToDouble(c -> gram[c * m + c]).toArray();
  }

  /** Puts the rows as a pass does: in steps, each cut into the shards of the team. */
  private static Gram sum(Team team, GramSums sums, double[][] rows, int step, double[] diagonal) {
    int m = rows[0].length;
    for (int first = 0; first < rows.length; first += step) {
      int at = first;
      int count = Math.min(step, rows.length - first);
      team.run(
          (shard, kernels) -> {
            int from = team.start(count, shard);
            int to = team.start(count, shard + 1);
            double[] ofShard = new double[(to - from) * m];
            for (int n = from; n < to; n++) {
              System.arraycopy(rows[at + n], 0, ofShard, (n - from) * m, m);
            }
            sums.put(from, ofShard, to - from);
          });
      sums.advance(count);
    }
    return sums.finish(rows.length, diagonal);
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double v : values) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aDenseSumIsExactAndSymmetricWhateverTheShards(int shards) {
    double[][] rows = rows(SAMPLES, CANDIDATES, 1);
    double[] exact = exact(rows);
    try (Team team = Nets.team(shards);
        GramSums sums = GramSums.of(team, CANDIDATES, 100, SAMPLES)) {
      Gram gram = sum(team, sums, rows, 100, diagonal(exact, CANDIDATES));
      assertInstanceOf(DenseGram.class, gram);
      assertArrayEquals(exact, Grams.values(gram), 1e-12 * largest(exact));
      assertArrayEquals(transposed(Grams.values(gram)), Grams.values(gram), 0);
    }
  }

  private static double[] transposed(double[] gram) {
    double[] result = new double[gram.length];
    for (int i = 0; i < CANDIDATES; i++) {
      for (int j = 0; j < CANDIDATES; j++) {
        result[j * CANDIDATES + i] = gram[i * CANDIDATES + j];
      }
    }
    return result;
  }

  @Test
  void theFastKernelsSumThePanelsOfWideMatricesToo() {
    int candidates = 1100;
    double[][] rows = rows(70, candidates, 2);
    double[] exact = exact(rows);
    try (Team team = Nets.fastTeam(2);
        GramSums sums = GramSums.of(team, candidates, 32, rows.length)) {
      Gram gram = sum(team, sums, rows, 32, diagonal(exact, candidates));
      assertArrayEquals(exact, Grams.values(gram), 1e-6 * largest(exact));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFactorOfAllRowsIsExactToTheRoundingOfFloat(int shards) {
    double[][] rows = rows(SAMPLES, CANDIDATES, 3);
    double[] exact = exact(rows);
    try (Team team = Nets.team(shards);
        GramSums sums = new FactorGramSums(team, CANDIDATES, 100, SAMPLES, SAMPLES)) {
      Gram gram = sum(team, sums, rows, 100, diagonal(exact, CANDIDATES));
      assertArrayEquals(exact, Grams.values(gram), 1e-6 * largest(exact));
    }
  }

  @Test
  void aFactorSaysTheSameByEntryByRowAndBySet() {
    double[][] rows = rows(50, CANDIDATES, 4);
    float[][] factor = new float[rows.length][CANDIDATES];
    for (int k = 0; k < rows.length; k++) {
      for (int c = 0; c < CANDIDATES; c++) {
        factor[k][c] = (float) rows[k][c];
      }
    }
    FactorGram gram = new FactorGram(Factor.of(factor), 50);
    assertEquals(50, gram.samples());
    assertFalse(gram.rowAtHand(7, 0, CANDIDATES));
    gram.prepare(new int[] {7, 300, 7}, 0, CANDIDATES);
    assertTrue(gram.rowAtHand(7, 0, CANDIDATES) && gram.rowAtHand(300, 0, CANDIDATES));
    double[] values = Grams.values(gram);
    List<Integer> set = new ArrayList<>();
    double curvature = 0;
    for (int i = 0; i < CANDIDATES; i += 3) {
      set.add(i);
    }
    for (int i = 0; i < CANDIDATES; i++) {
      for (int j = 0; j < CANDIDATES; j++) {
        assertEquals(values[i * CANDIDATES + j], gram.at(i, j), 0, i + " " + j);
        assertEquals(gram.at(j, i), gram.at(i, j), 0, i + " " + j);
      }
    }
    for (int i : set) {
      for (int j : set) {
        curvature += 0.5 * gram.at(i, j);
      }
    }
    assertEquals(curvature, gram.curvature(set), 1e-6 * Math.abs(curvature));
  }

  /** 8,000 rows in 1,024: sets deviate by sqrt(2 / 1024) = 4.4 % of themselves, one sigma. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aSketchOfManyRowsHasAnExactDiagonalAndNearlyTheCurvatureOfEverySet(int shards) {
    int candidates = 60;
    double[][] rows = rows(8000, candidates, 5);
    double[] exact = exact(rows);
    DenseGram dense = new DenseGram(candidates, exact);
    try (Team team = Nets.team(shards);
        GramSums sums = new FactorGramSums(team, candidates, 100, rows.length, 1024)) {
      Gram gram = sum(team, sums, rows, 100, diagonal(exact, candidates));
      assertEquals(1024, ((FactorGram) gram).factor().rows());
      SplittableRandom random = new SplittableRandom(6);
      double squares = 0;
      int sets = 300;
      for (int s = 0; s < sets; s++) {
        int size = 2 + random.nextInt(20);
        List<Integer> set = random.ints(0, candidates).distinct().limit(size).boxed().toList();
        double error = gram.curvature(set) / dense.curvature(set) - 1;
        assertTrue(Math.abs(error) < 0.25, "a set is off by " + error);
        squares += error * error;
      }
      assertTrue(Math.sqrt(squares / sets) < 0.05, "deviation " + Math.sqrt(squares / sets));
      for (int c = 0; c < candidates; c++) {
        assertEquals(dense.at(c, c), gram.at(c, c), 1e-5 * dense.at(c, c));
      }
    }
  }

  @Test
  void theSketchOfAHugeMatrixStaysWithinItsMemory() {
    for (int candidates : new int[] {4097, 10_000, 100_000, 10_000_000}) {
      assertTrue((long) candidates * FactorGramSums.mostRows(candidates) <= 1L << 26);
    }
    assertEquals(4096, FactorGramSums.mostRows(10_000));
  }

  @Test
  void aMatrixOfAnotherSizeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> JointModel.of(new double[3], new double[4]));
    assertThrows(IllegalArgumentException.class, () -> new JointModel(new double[3], Gram.none()));
  }
}
