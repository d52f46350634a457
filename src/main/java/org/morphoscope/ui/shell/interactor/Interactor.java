package org.morphoscope.ui.shell.interactor;

/** Keeps one view up to date with the run. */
@FunctionalInterface
public interface Interactor {
  /**
   * Called on the JavaFX thread twenty times per second, and in each frame while things move.
   *
   * @param frame what has changed
   */
  void show(Frame frame);
}
