package org.morphoscope.run;

import java.nio.charset.StandardCharsets;

/** Seeds of single random choices, derived from the run's seed, the round and the purpose. */
public final class Seeds {
  /**
   * What a seed is for. Each purpose has a number of its own, which never changes: it does not
   * depend on where the constant stands or what it is called in the code.
   */
  public enum Purpose {
    WEIGHTS(0),
    SPLIT(1),
    LIMIT(2),
    SHUFFLE(3),
    AUGMENT(4),
    SAMPLES(5),
    THETA(6),
    LABELS(7),
    EVALUATE(8),
    NEW_NEURONS(9),
    CHOICE(10);

    private final long number;

    Purpose(long number) {
      this.number = number;
    }
  }

  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private Seeds() {}

  public static long of(long seed, int round, Purpose purpose) {
    return mix(mix(mix(seed) + round) + purpose.number);
  }

  public static long of(long seed, int round, Purpose purpose, long index) {
    return at(of(seed, round, purpose), index);
  }

  /**
   * The seed of a choice that is known by its name alone, for example {@code "firefly"}: a new
   * purpose needs no constant here and moves no other purpose's numbers.
   */
  public static long of(long seed, int round, String name) {
    return mix(mix(mix(seed) + round) + number(name));
  }

  public static long of(long seed, int round, String name, long index) {
    return at(of(seed, round, name), index);
  }

  /** One of many seeds that a seed stands for, for example that of one image of an epoch. */
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
}
