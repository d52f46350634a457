package org.morphoscope.ui;

import javafx.animation.AnimationTimer;

/** Does something once, after some frames of the window. */
final class AfterFrames extends AnimationTimer {
  private final Runnable task;
  private int left;

  private AfterFrames(int frames, Runnable task) {
    this.left = frames;
    this.task = task;
  }

  /** At the third frame the first one has been painted. */
  static void firstPainted(Runnable task) {
    new AfterFrames(3, task).start();
  }

  /** In the frame after the next one, so that what was changed before has been painted. */
  static void nextPainted(Runnable task) {
    new AfterFrames(2, task).start();
  }

  @Override
  public void handle(long now) {
    left--;
    if (left == 0) {
      stop();
      task.run();
    }
  }
}
