package org.morphoscope.data.table;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.TableRows;
import org.morphoscope.text.Texts;

/**
 * The built-in table of three classes: the arms of a spiral in a plane, seen through six columns
 * that each mix the plane's two coordinates, with noise. No column and no line tells the classes
 * apart, so a net has to bend its decision many times, which takes neurons: width pays.
 *
 * <p>{@code r = 0.15 + 0.85 t}, {@code angle = 2 pi (arm / 3 + 1.6 t)} with t uniform in 0..1;
 * {@code x_k = u_k p + v_k q + 0.03 e}, e standard normal.
 */
public final class GeneratedTable {
  /** Training rows unless asked otherwise. */
  public static final int DEFAULT_TRAIN = 3_000;

  /** Test rows, independent of the number of training rows. */
  public static final int DEFAULT_TEST = 1_000;

  /** Most training rows that can be asked for. */
  public static final int MAX_TRAIN = 1_000_000;

  /** Seed of the set that {@code generated-table} names. */
  public static final long DEFAULT_SEED = 20241129L;

  private static final int COLUMNS = 6;
  private static final List<String> ARMS = List.of("first arm", "second arm", "third arm");
  private static final double TURNS = 1.6;
  private static final double NOISE = 0.03;

  private GeneratedTable() {}

  /**
   * {@return a table of these sizes; labels go round the classes}
   *
   * @param train number of training rows
   * @param test number of test rows
   * @param seed of all draws: the same seed gives the same numbers on every machine
   * @throws IllegalArgumentException when a size is below 1 or above {@link #MAX_TRAIN}
   */
  public static Dataset create(int train, int test, long seed) {
    SplittableRandom seeds = new SplittableRandom(seed);
    ImageSet trainSet = draw(train, seeds.nextLong());
    ImageSet testSet = draw(test, seeds.nextLong());
    return Dataset.of("generated-table", trainSet, Optional.of(testSet), ARMS, false);
  }

  private static ImageSet draw(int count, long seed) {
    if (count < 1 || count > MAX_TRAIN) {
      throw new IllegalArgumentException(
          Texts.of("number of rows must be from 1 to %d, found %d", MAX_TRAIN, count));
    }
    float[] values = new float[count * COLUMNS];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % ARMS.size();
      row(labels[i], new SplittableRandom(seed + i), values, i * COLUMNS);
    }
    List<String> names =
        java.util.stream.IntStream.rangeClosed(1, COLUMNS).mapToObj(k -> "x" + k).toList();
    return ImageSet.of(new TableRows(values, names), labels);
  }

  private static void row(int arm, SplittableRandom random, float[] out, int at) {
    double t = random.nextDouble();
    double angle = 2 * Math.PI * ((double) arm / ARMS.size() + TURNS * t);
    double radius = 0.15 + 0.85 * t;
    double p = radius * StrictMath.cos(angle);
    double q = radius * StrictMath.sin(angle);
    for (int k = 0; k < COLUMNS; k++) {
      // six directions round the half circle
      double turn = Math.PI * k / COLUMNS;
      double seen = StrictMath.cos(turn) * p + StrictMath.sin(turn) * q;
      out[at + k] = (float) (seen + NOISE * normal(random));
    }
  }

  /** Box and Muller's, from the strict functions. */
  static double normal(SplittableRandom random) {
    double u = 1 - random.nextDouble(); // above 0
    return StrictMath.sqrt(-2 * StrictMath.log(u))
        * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
