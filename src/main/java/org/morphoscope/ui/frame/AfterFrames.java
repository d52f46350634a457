package org.morphoscope.ui.frame;

import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;

/** Does something once, after some frames of the window. */
public final class AfterFrames extends AnimationTimer {
  private final BooleanSupplier ready;
  private final Runnable task;
  private int left;

  private AfterFrames(int frames, BooleanSupplier ready, Runnable task) {
    this.left = frames;
    this.ready = ready;
    this.task = task;
  }

  /**
   * At the third frame the first one has been painted.
   *
   * @param task done once, on the JavaFX thread
   */
  public static void firstPainted(Runnable task) {
    new AfterFrames(3, () -> true, task).start();
  }

  /**
   * In the frame after the next one, so that what was changed before has been painted.
   *
   * @param task done once, on the JavaFX thread
   */
  public static void nextPainted(Runnable task) {
    new AfterFrames(2, () -> true, task).start();
  }

  /**
   * When what was ready at some frame has been painted.
   *
   * @param ready asked at every frame until it says true
   * @param task done once, on the JavaFX thread
   */
  public static void paintedWhen(BooleanSupplier ready, Runnable task) {
    new AfterFrames(2, ready, task).start();
  }

  @Override
  public void handle(long now) {
    if (!ready.getAsBoolean()) {
      return;
    }
    left--;
    if (left == 0) {
      stop();
      task.run();
    }
  }
}
