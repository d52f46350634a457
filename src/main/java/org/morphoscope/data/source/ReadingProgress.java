package org.morphoscope.data.source;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.morphoscope.text.Texts;

/**
 * Tells how far the reading of many pictures has come: nothing in the first seconds, then a line
 * every few seconds. Several threads read.
 */
final class ReadingProgress {
  private static final long EVERY = 2_000_000_000L; // ns

  private final Consumer<String> told;
  private final int total;
  private final long start = System.nanoTime();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicLong next = new AtomicLong(EVERY);

  /**
   * @param told a line
   * @param total pictures
   */
  ReadingProgress(Consumer<String> told, int total) {
    this.told = told;
    this.total = total;
  }

  /** One more picture was read. */
  void step() {
    step(System.nanoTime() - start);
  }

  /** As above, so many nanoseconds after the first. */
  void step(long since) {
    int read = done.incrementAndGet();
    long due = next.get();
    if (since >= due && next.compareAndSet(due, since + EVERY)) {
      double left = since / 1e9 / read * (total - read);
      told.accept(
          Texts.of(
              "Reading pictures: %,d of %,d, about %,.0f s left", read, total, Math.ceil(left)));
    }
  }
}
