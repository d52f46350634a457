package org.morphoscope.run;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Seeds of single random choices, derived from the run's seed, the round and the purpose, and the
 * order that a seed gives.
 */
public final class Seeds {
  /**
   * What a seed is for. Each purpose has a number of its own, which never changes: it does not
   * depend on where the constant stands or what it is called in the code.
   */
  public enum Purpose {
    /** Random weights of the seed net. */
    WEIGHTS(0),
    /** The cut between training and validation images. */
    SPLIT(1),
    /** The training images that are kept when they are limited. */
    LIMIT(2),
    /** The order of images in an epoch. */
    SHUFFLE(3),
    /** Shifts and mirrors of training images. */
    AUGMENT(4),
    /** The images that theta is learned on and candidates are scored on. */
    SAMPLES(5),
    /** Random theta to start from. */
    THETA(6),
    /** The labels y~ of {@code ggn-mc}. */
    LABELS(7),
    /** The training images that losses are evaluated on. */
    EVALUATE(8),
    /** Incoming weights of candidates for new neurons. */
    NEW_NEURONS(9),
    /** Choices of the strategies that choose at random. */
    CHOICE(10);

    private final long number;

    Purpose(long number) {
      this.number = number;
    }
  }

  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private Seeds() {}

  /**
   * {@return the seed of a choice that is made once in a round}
   *
   * @param seed seed of the whole run
   * @param round number of the round, 0 for the training of the seed net
   * @param purpose what it is for
   */
  public static long of(long seed, int round, Purpose purpose) {
    return mix(mix(mix(seed) + round) + purpose.number);
  }

  /**
   * {@return the seed of one of several choices of a kind in a round}
   *
   * @param seed seed of the whole run
   * @param round number of the round, 0 for the training of the seed net
   * @param purpose what it is for
   * @param index which of them, for example the epoch
   */
  public static long of(long seed, int round, Purpose purpose, long index) {
    return at(of(seed, round, purpose), index);
  }

  /**
   * {@return the seed of a choice that is known by its name alone, for example {@code "firefly"}: a
   * new purpose needs no constant here and moves no other purpose's numbers}
   *
   * @param seed seed of the whole run
   * @param round number of the round, 0 for the training of the seed net
   * @param name of the purpose; its letters decide
   */
  public static long of(long seed, int round, String name) {
    return mix(mix(mix(seed) + round) + number(name));
  }

  /**
   * {@return the seed of one of several choices that are known by a name}
   *
   * @param seed seed of the whole run
   * @param round number of the round, 0 for the training of the seed net
   * @param name of the purpose; its letters decide
   * @param index which of them
   */
  public static long of(long seed, int round, String name, long index) {
    return at(of(seed, round, name), index);
  }

  /**
   * {@return one of many seeds that a seed stands for, for example that of one image of an epoch}
   *
   * @param seed any seed
   * @param index which of the many, from 0
   */
  public static long at(long seed, long index) {
    return mix(seed + index);
  }

  /** FNV-1a, 64 bit, over the UTF-8 bytes of the name. */
  private static long number(String name) {
    long hash = FNV_OFFSET;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * {@return the numbers 0 to n - 1 in a random order that depends on the seed only} The program's
   * one shuffle (Fisher and Yates), but for the cut into training and validation images (see the
   * decisions of {@code data}).
   *
   * @param n how many numbers, 0 or more
   * @param seed any seed
   */
  public static int[] permutation(int n, long seed) {
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
