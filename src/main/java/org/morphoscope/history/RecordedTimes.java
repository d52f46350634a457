package org.morphoscope.history;

import java.util.List;
import org.morphoscope.run.GrowthEvent;

/**
 * When the events of a recorded run happened. The journal keeps how long every phase took, not the
 * time of every event: epochs are spread evenly over their training, scores by the images behind
 * them, and what else happens in a phase happens at its end.
 */
final class RecordedTimes {
  private RecordedTimes() {}

  /**
   * Times in seconds, never decreasing.
   *
   * @param from time of the event before the first
   */
  static double[] of(List<GrowthEvent> events, double from) {
    double[] times = new double[events.size()];
    double now = from;
    int begun = 0;
    for (int i = 0; i < times.length; i++) {
      GrowthEvent event = events.get(i);
      times[i] = now;
      if (event instanceof GrowthEvent.PhaseStarted) {
        begun = i + 1;
      } else if (event instanceof GrowthEvent.PhaseFinished finished) {
        double seconds = Math.max(0, finished.seconds());
        for (int inside = begun; inside < i; inside++) {
          times[inside] = now + seconds * share(events.get(inside));
        }
        now += seconds;
        times[i] = now;
        begun = i + 1;
      }
    }
    for (int i = 1; i < times.length; i++) {
      times[i] = Math.max(times[i], times[i - 1]);
    }
    return times;
  }

  /** How far its phase had come. */
  private static double share(GrowthEvent event) {
    if (event instanceof GrowthEvent.EpochFinished epoch && epoch.epochs() > 0) {
      return Math.min(1, (epoch.epoch() + 1.0) / epoch.epochs());
    }
    if (event instanceof GrowthEvent.ScoresUpdated scores && scores.totalSamples() > 0) {
      return Math.min(1, scores.samples() / (double) scores.totalSamples());
    }
    return 1;
  }
}
