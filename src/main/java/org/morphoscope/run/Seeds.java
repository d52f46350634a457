package org.morphoscope.run;

/** Seeds of single random choices, derived from the run's seed, the round and the purpose. */
public final class Seeds {
  /** What a seed is for. */
  public enum Purpose {
    WEIGHTS,
    SPLIT,
    LIMIT,
    SHUFFLE,
    AUGMENT,
    SAMPLES,
    THETA,
    LABELS,
    EVALUATE,
    NEW_NEURONS,
    CHOICE
  }

  private Seeds() {}

  public static long of(long seed, int round, Purpose purpose) {
    return mix(mix(mix(seed) + round) + purpose.ordinal());
  }

  public static long of(long seed, int round, Purpose purpose, long index) {
    return mix(of(seed, round, purpose) + index);
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
