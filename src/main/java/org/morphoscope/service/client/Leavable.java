package org.morphoscope.service.client;

import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.Connection;
import org.morphoscope.service.RunListener;

/** Passes on what a viewer is told, until he leaves. */
final class Leavable implements RunListener {
  private final RunListener viewer;
  private volatile boolean left;

  Leavable(RunListener viewer) {
    this.viewer = viewer;
  }

  /** From now on nothing is passed on. */
  void leave() {
    left = true;
  }

  boolean hasLeft() {
    return left;
  }

  @Override
  public void event(long number, GrowthEvent event) {
    if (!left) {
      viewer.event(number, event);
    }
  }

  @Override
  public void rewound(long number) {
    if (!left) {
      viewer.rewound(number);
    }
  }

  @Override
  public void connection(Connection now) {
    if (!left) {
      viewer.connection(now);
    }
  }

  @Override
  public void changed() {
    if (!left) {
      viewer.changed();
    }
  }

  @Override
  public void refused(String sentence) {
    if (!left) {
      viewer.refused(sentence);
    }
  }
}
