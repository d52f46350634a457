package org.morphoscope.ui.replay;

import java.util.List;
import org.morphoscope.history.Recording;

/** Replay seconds at 1x of every event of a recording: long pauses shortened, bursts stretched. */
final class ReplayTime {
  /** Longest pause between two events in seconds. */
  static final double LONGEST = 2;

  /** Shortest pause, so that every event can be seen and hit with the pointer. */
  static final double SHORTEST = 0.1;

  private final List<Recording.Entry> entries;
  private final double[] times;
  private final int revision;

  ReplayTime(Recording recording) {
    entries = recording.entries();
    revision = recording.revision();
    times = new double[entries.size()];
    for (int i = 1; i < times.length; i++) {
      double pause = entries.get(i).seconds() - entries.get(i - 1).seconds();
      times[i] = times[i - 1] + Math.max(SHORTEST, Math.min(LONGEST, pause));
    }
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
