package org.morphoscope.ui.calibration;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.morphoscope.ui.kit.Fx;

/** One calibration in the background; its callbacks come on the JavaFX thread. */
final class CalibrationJob {
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final Fx background;

  CalibrationJob(Fx background) {
    this.background = background;
  }

  /**
   * @param failed gets a {@link CancellationException} when it was cancelled
   */
  void start(
      RunCalibrator calibrator,
      Path run,
      Consumer<String> progress,
      Consumer<CalibrationResult> done,
      Consumer<Throwable> failed) {
    background.call(
        () -> {
          CalibrationResult result =
              calibrator.calibrate(
                  run,
                  line -> {
                    stopIfCancelled();
                    background.later(() -> progress.accept(line));
                  });
          stopIfCancelled();
          return result;
        },
        done,
        failed);
  }

  private void stopIfCancelled() {
    if (cancelled.get()) {
      throw new CancellationException("calibration cancelled");
    }
  }

  /** Ends it before its next step. */
  void cancel() {
    cancelled.set(true);
  }

  boolean isCancelled() {
    return cancelled.get();
  }
}
