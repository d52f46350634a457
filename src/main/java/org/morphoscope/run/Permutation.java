package org.morphoscope.run;

import java.util.SplittableRandom;

/**
 * The program's one shuffle (Fisher and Yates), but for the cut into training and validation images
 * (see the decisions of {@code data}).
 */
public final class Permutation {
  private Permutation() {}

  /**
   * {@return the numbers 0 to n - 1 in a random order that depends on the seed only}
   *
   * @param n how many numbers, 0 or more
   * @param seed any seed
   */
  public static int[] of(int n, long seed) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }
}
