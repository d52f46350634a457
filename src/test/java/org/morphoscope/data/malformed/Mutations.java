package org.morphoscope.data.malformed;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Whole files made wrong in the ways that disks, networks and people with bad will do it. */
public final class Mutations {
  private static final int[] EXTREMES = {
    0, 1, -1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffff
  };

  private final SplittableRandom random;

  public Mutations(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Another file than the whole one; now and then only in its length. */
  public byte[] of(byte[] whole) {
    byte[] changed = whole.clone();
    for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
      changed = once(changed);
    }
    return changed;
  }

  private byte[] once(byte[] bytes) {
    int length = bytes.length;
    // beginnings hold headers: half of all changes are made there
    int at = random.nextInt(random.nextBoolean() ? Math.min(length, 64) : length);
    switch (random.nextInt(8)) {
      case 0 -> bytes[at] = (byte) random.nextInt();
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> put(bytes, at, EXTREMES[random.nextInt(EXTREMES.length)], 4);
      case 3 -> put(bytes, at, EXTREMES[random.nextInt(EXTREMES.length)], 2);
      case 4 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 5 -> {
        return spliced(bytes, at, random.nextInt(1 + length / 2), at);
      }
      case 6 -> {
        int from = random.nextInt(length);
        return spliced(bytes, at, Math.min(64, length - from), from);
      }
      default -> {
        for (int i = at; i < Math.min(length, at + random.nextInt(32)); i++) {
          bytes[i] = (byte) random.nextInt();
        }
      }
    }
    return bytes;
  }

  private void put(byte[] bytes, int at, int value, int count) {
    boolean little = random.nextBoolean();
    for (int i = 0; i < count && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> 8 * (little ? i : count - 1 - i));
    }
  }

  /** Repeats a part of the file at another place. */
  private static byte[] spliced(byte[] bytes, int at, int count, int from) {
    int taken = Math.min(count, bytes.length - from);
    byte[] longer = new byte[bytes.length + taken];
    System.arraycopy(bytes, 0, longer, 0, at);
    System.arraycopy(bytes, from, longer, at, taken);
    System.arraycopy(bytes, at, longer, at + taken, bytes.length - at);
    return longer;
  }
}
