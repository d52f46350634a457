package org.morphoscope.ui.chart;

import io.fair_acc.dataset.DataSet;
import io.fair_acc.dataset.locks.DataSetLock;
import io.fair_acc.dataset.spi.DoubleErrorDataSet;
import java.util.function.Supplier;

/**
 * A data set that is filled and drawn by the JavaFX thread alone, and has no lock therefore.
 * ChartFX locks a data set before a layout and unlocks it after the drawing, in two calls of
 * JavaFX; where the second does not come (the window was hidden, or laid out outside a frame) the
 * next change would wait for ever, on the thread that would have to unlock.
 */
final class Series extends DoubleErrorDataSet {
  private static final long serialVersionUID = 1;

  Series(String name) {
    super(name);
  }

  @Override
  @SuppressWarnings("unchecked") // the interface lets the caller name the type
  public DataSetLock<? extends DataSet> lock() {
    return new NoLock(this);
  }

  private record NoLock(DataSet of) implements DataSetLock<DataSet> {
    @Override
    public DataSet readLock() {
      return of;
    }

    @Override
    public DataSet readLockGuard(Runnable reading) {
      reading.run();
      return of;
    }

    @Override
    public <R> R readLockGuard(Supplier<R> reading) {
      return reading.get();
    }

    @Override
    public DataSet readLockGuardOptimistic(Runnable reading) {
      reading.run();
      return of;
    }

    @Override
    public <R> R readLockGuardOptimistic(Supplier<R> reading) {
      return reading.get();
    }

    @Override
    public DataSet readUnLock() {
      return of;
    }

    @Override
    public DataSet writeLock() {
      return of;
    }

    @Override
    public DataSet writeLockGuard(Runnable writing) {
      writing.run();
      return of;
    }

    @Override
    public <R> R writeLockGuard(Supplier<R> writing) {
      return writing.get();
    }

    @Override
    public DataSet writeUnLock() {
      return of;
    }
  }
}
