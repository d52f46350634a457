package org.morphoscope.study.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.morphoscope.study.compare.ComparisonPlan.Planned;

/**
 * Hands runs to several threads: the first in order whose turn it is. A run that waits for another
 * is passed over until that one has ended.
 */
final class RunQueue {
  private final List<Planned> waiting;
  private int underWay;
  private boolean stopped;

  /** What is to be done with a run that waits. */
  enum Turn {
    NOW,
    LATER,
    NEVER
  }

  /** Tells whose turn it is. */
  @FunctionalInterface
  interface Turns {
    Turn of(Planned run) throws IOException;
  }

  RunQueue(List<Planned> runs) {
    this.waiting = new ArrayList<>(runs);
  }

  /**
   * Waits for a run to begin; empty when there is none any more. Each that is handed out is to be
   * told of by {@link #ended}.
   */
  synchronized Optional<Planned> next(Turns turns) throws IOException, InterruptedException {
    while (!stopped) {
      for (Iterator<Planned> it = waiting.iterator(); it.hasNext(); ) {
        Planned run = it.next();
        Turn turn = turns.of(run);
        if (turn != Turn.LATER) {
          it.remove();
        }
        if (turn == Turn.NOW) {
          underWay++;
          return Optional.of(run);
        }
      }
      if (underWay == 0) {
        return Optional.empty();
      }
      wait();
    }
    return Optional.empty();
  }

  /** A run that was handed out has ended. */
  synchronized void ended() {
    underWay--;
    notifyAll();
  }

  /** No further runs. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }
}
