package org.morphoscope.study.calibrate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * Processor time of all threads in nanoseconds. On a machine that does other things too, wall-clock
 * times of a short and of a long pass cannot be compared; the compiler and the garbage collector do
 * not count.
 */
public final class WorkClock implements LongSupplier {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public long getAsLong() {
    if (!threads.isThreadCpuTimeSupported() || !threads.isThreadCpuTimeEnabled()) {
      return System.nanoTime();
    }
    long sum = 0;
    for (long id : threads.getAllThreadIds()) {
      sum += Math.max(0, threads.getThreadCpuTime(id));
    }
    return sum;
  }
}
