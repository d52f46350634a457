package org.morphoscope.score;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Rows of G that have been computed, in segments of {@value #SEGMENT} columns, up to a limit; what
 * is in it stays. Safe to share between threads.
 */
final class RowCache {
  /** Columns of a segment: few enough to leave out the prunes where only splits are wanted. */
  static final int SEGMENT = 1024;

  private static final int BYTES = 1 << 27;

  private final AtomicReferenceArray<AtomicReferenceArray<float[]>> rows;
  private final int segments;
  private final AtomicInteger free = new AtomicInteger(BYTES / Float.BYTES / SEGMENT);

  RowCache(int size) {
    segments = (size + SEGMENT - 1) / SEGMENT;
    rows = new AtomicReferenceArray<>(size);
  }

  /** Segments that may still be kept. */
  int free() {
    return Math.max(0, free.get());
  }

  /** A segment of row i, or null. */
  float[] get(int i, int segment) {
    AtomicReferenceArray<float[]> row = rows.get(i);
    return row == null ? null : row.get(segment);
  }

  /** Whether all segments {@code [from, to)} of row i are here. */
  boolean has(int i, int from, int to) {
    for (int s = from; s < to; s++) {
      if (get(i, s) == null) {
        return false;
      }
    }
    return true;
  }

  /** Keeps a segment if there is room. */
  void keep(int i, int segment, float[] values) {
    if (free.getAndDecrement() <= 0) {
      free.incrementAndGet();
      return;
    }
    rows.compareAndSet(i, null, new AtomicReferenceArray<>(segments));
    if (!rows.get(i).compareAndSet(segment, null, values)) {
      free.incrementAndGet();
    }
  }
}
