package org.morphoscope.selection;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Rows of G that have been computed, or pieces of them: where only splits may be chosen nobody
 * computes the columns of prunes. What is in it stays, up to {@value #BYTES} bytes. Safe to share
 * between threads.
 */
final class RowCache {
  private static final int BYTES = 1 << 27;

  /**
   * The entries {@code [from, to)} of a row.
   *
   * @param next another piece of the row, or null
   */
  record Piece(int from, int to, float[] values, Piece next) {
    /** The piece, of this and those behind it, that has all entries {@code [first, last)}. */
    private Piece with(int first, int last) {
      Piece piece = this;
      while (piece != null && (piece.from > first || piece.to < last)) {
        piece = piece.next;
      }
      return piece;
    }
  }

  private final AtomicReferenceArray<Piece> rows;
  private final AtomicInteger free = new AtomicInteger(BYTES / Float.BYTES);

  RowCache(int size) {
    rows = new AtomicReferenceArray<>(size);
  }

  /** Entries that may still be kept. */
  int free() {
    return Math.max(0, free.get());
  }

  /** A piece of row i with all entries {@code [from, to)}, or null. */
  Piece get(int i, int from, int to) {
    Piece first = rows.get(i);
    return first == null ? null : first.with(from, to);
  }

  /** Keeps the entries from {@code from} on if there is room. */
  void keep(int i, int from, float[] values) {
    if (free.addAndGet(-values.length) < 0) {
      free.addAndGet(values.length);
      return;
    }
    Piece first = rows.get(i);
    // when another thread was quicker, its row is as good
    if (!rows.compareAndSet(i, first, new Piece(from, from + values.length, values, first))) {
      free.addAndGet(values.length);
    }
  }
}
