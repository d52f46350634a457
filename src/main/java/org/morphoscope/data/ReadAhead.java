package org.morphoscope.data;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/**
 * Has the images that a plan asks for next read from the disk by threads of its own, some tens of
 * megabytes ahead, so that who carries out the plan finds them in memory.
 */
final class ReadAhead {
  /** Bytes that come from the disk together at least. */
  static final int PAGE = 4096;

  private static final int BYTES_AHEAD = 32 << 20;
  private static final int CHUNK = 32; // images
  private static final int THREADS = 4; // they wait for the disk, not for a processor

  private final IntUnaryOperator touch;
  private final int imagesAhead;
  private int[] plan = new int[0];
  private int reached;
  private volatile int seen; // what was read must be used, or nothing would be read

  /**
   * @param touch reads some of an image, by its row
   * @param imageLength bytes of one
   */
  ReadAhead(IntUnaryOperator touch, int imageLength) {
    this.touch = touch;
    imagesAhead = Math.max(4 * CHUNK, BYTES_AHEAD / Math.max(PAGE, imageLength));
  }

  /** The plan is carried out up to {@code from}: what comes behind is to be read. */
  synchronized void reach(int[] indices, int[] subset, int from) {
    if (plan != indices) { // the same array means the same plan
      plan = indices;
      reached = 0;
    }
    // what was jumped over is no longer wanted
    reached = Math.max(reached, from);
    int until = Math.min(indices.length, from + imagesAhead);
    while (reached < until) {
      int first = reached;
      int last = Math.min(until, first + CHUNK);
      if (last < indices.length && last - first < CHUNK) {
        return; // a whole chunk the next time
      }
      Readers.POOL.execute(() -> read(indices, subset, first, last));
      reached = last;
    }
  }

  private void read(int[] indices, int[] subset, int first, int last) {
    int sum = 0;
    try {
      for (int i = first; i < last; i++) {
        sum += touch.applyAsInt(subset[indices[i]]);
      }
    } catch (InternalError e) {
      return; // cannot be read: who asks for the image itself is told
    }
    seen = sum;
  }

  /** Made when the first plan is told; its threads end when nothing was read for some seconds. */
  private static final class Readers {
    static final ThreadPoolExecutor POOL = pool();

    private static ThreadPoolExecutor pool() {
      ThreadPoolExecutor made =
          new ThreadPoolExecutor(
              THREADS,
              THREADS,
              5,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              task -> {
                Thread thread = new Thread(task, "read-ahead");
                thread.setDaemon(true);
                return thread;
              });
      made.allowCoreThreadTimeOut(true);
      return made;
    }
  }
}
