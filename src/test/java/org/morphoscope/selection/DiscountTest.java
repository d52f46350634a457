package org.morphoscope.selection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;

/** What is left of a greedy choice when every candidate pays for its standard error. */
class DiscountTest {
  private static final double ERROR = 0.01;

  private final NetworkSpec spec = SeedNetworks.create("chain:40-60", new TensorShape(3, 8, 8), 2);

  private final int size = new Candidates(spec, 0).size();

  private List<Integer> chosen(double[] slope, double[] errors, double discount) {
    JointModel model = JointModel.of(slope, new double[size * size]);
    Selector selector =
        new Selector(Discount.of(model, errors, discount), errors, spec, 0, Resource.PARAMETERS);
    return selector.atLambda(0, Selector.Rules.of(0, EnumSet.of(MorphKind.SPLIT))).selected();
  }

  private static double[] same(int size, double value) {
    double[] all = new double[size];
    Arrays.fill(all, value);
    return all;
  }

  @Test
  void withoutADiscountNothingChanges() {
    JointModel model = JointModel.of(new double[size], new double[size * size]);
    assertSame(model, Discount.of(model, same(size, ERROR), 0));
  }

  @Test
  void everySlopeRisesByItsOwnError() {
    JointModel model =
        JointModel.of(new double[] {-1, -2, -3}, new double[] {4, 1, 0, 1, 4, 0, 0, 0, 4});
    JointModel wary = Discount.of(model, new double[] {0.5, 0, Double.NaN}, 2);
    assertArrayEquals(new double[] {0, -2, -3}, wary.slope());
    assertSame(model.gram(), wary.gram());
    assertEquals(-1, model.slope()[0], "the model itself stays");
  }

  /** Scores that are noise alone: what is chosen is luck, and the sum of it is promised. */
  @Test
  void luckIsNotChosen() {
    SplittableRandom random = new SplittableRandom(7);
    double[] slope = random.doubles(size, -1, 1).map(d -> ERROR * Math.sqrt(3) * d).toArray();
    double[] errors = same(size, ERROR);
    slope[3] = -10 * ERROR;
    int lucky = chosen(slope, errors, 0).size();
    assertTrue(lucky > 30, lucky + " of 100 splits have a negative score by chance");
    assertEquals(List.of(3), chosen(slope, errors, 2));
    assertEquals(List.of(), chosen(slope, errors, 11));
  }

  @Test
  void ofTwoThatPromiseTheSameTheSurerOneIsTakenFirst() {
    double[] slope = same(size, 1);
    double[] errors = same(size, ERROR);
    slope[3] = -1;
    slope[5] = -1;
    errors[3] = 0.4;
    assertEquals(List.of(5, 3), chosen(slope, errors, 1));
  }
}
