package org.morphoscope.ui.replay;

import java.util.List;
import org.morphoscope.history.Recording;

/**
 * Replay seconds at 1x of every event of a recording. A round takes about {@link #ROUND} seconds:
 * what is proposed, decided, grown and measured stays long enough to be seen, and the waits around
 * it are squeezed into what is left of them.
 */
final class ReplayTime {
  /** Seconds of a round in which the net grows; more where its set was halved or much happened. */
  static final double ROUND = 8;

  /** Most seconds of a round without a proposal: the training of the seed net. */
  static final double QUIET = 3;

  /** Longest pause between two events in seconds. */
  static final double LONGEST = 2;

  /** Shortest pause: at 60 frames a second, every event is on the screen. */
  static final double SHORTEST = 0.03;

  /** Seconds that a proposal, its decision, the growth and the measurement stay, in this order. */
  private static final double[] SLOW = {1.2, 1.2, 1.6, 1.6};

  private final List<Recording.Entry> entries;
  private final double[] times;
  private final int revision;

  ReplayTime(Recording recording) {
    entries = recording.entries();
    revision = recording.revision();
    times = new double[entries.size()];
    int begin = 0;
    for (int i = 1; i <= times.length; i++) {
      if (i == times.length || entries.get(i).round() != entries.get(begin).round()) {
        round(begin, i);
        begin = i;
      }
    }
  }

  /** Sets the times after each event of a round, up to that of the first event behind it. */
  private void round(int begin, int end) {
    double fixed = 0;
    double waits = 0;
    int squeezed = 0;
    for (int i = begin; i < end; i++) {
      double slow = slow(entries.get(i));
      fixed += slow;
      if (slow == 0) {
        waits += wait(i) - SHORTEST;
        squeezed++;
      }
    }
    double room = fixed == 0 ? QUIET : Math.max(ROUND - fixed, LONGEST);
    double share = Math.max(0, room - squeezed * SHORTEST) / Math.max(1e-9, waits);
    for (int i = begin; i < end && i + 1 < times.length; i++) {
      double slow = slow(entries.get(i));
      times[i + 1] =
          times[i] + (slow > 0 ? slow : SHORTEST + Math.min(1, share) * (wait(i) - SHORTEST));
    }
  }

  /** Seconds from an event to the next, as far as anybody would wait. */
  private double wait(int index) {
    double pause =
        index + 1 < times.length
            ? entries.get(index + 1).seconds() - entries.get(index).seconds()
            : 0;
    return Math.max(SHORTEST, Math.min(LONGEST, pause));
  }

  /** Seconds that an event stays on the screen at least; 0 for those that may be squeezed. */
  private static double slow(Recording.Entry entry) {
    if (entry.proposes()) {
      return SLOW[0];
    }
    if (entry.decision().isPresent()) {
      return SLOW[1];
    }
    if (entry.grows()) {
      return SLOW[2];
    }
    return entry.measures() ? SLOW[3] : 0;
  }

  /** Whether the recording has changed since. */
  boolean outdated(Recording recording) {
    return revision != recording.revision();
  }

  double length() {
    return times.length == 0 ? 0 : times[times.length - 1];
  }

  double at(int index) {
    return times[Math.max(0, Math.min(times.length - 1, index))];
  }

  /** Seconds from an event to the next; 0 behind the last. */
  double pauseAfter(int index) {
    return at(index + 1) - at(index);
  }

  /** Position of the last event up to a time, 0 before the first. */
  int index(double time) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(0, low - 1);
  }

  /** Position of the event nearest to a time. */
  int nearest(double time) {
    int before = index(time);
    boolean next = before + 1 < times.length && times[before + 1] - time < time - times[before];
    return next ? before + 1 : before;
  }
}
