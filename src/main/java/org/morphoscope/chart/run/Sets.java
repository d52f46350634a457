package org.morphoscope.chart.run;

import java.util.List;
import org.morphoscope.chart.Fit;
import org.morphoscope.history.RunHistory;
import org.morphoscope.run.GrowthEvent.Measured;

/** Sets of morphisms whose gain was predicted and measured. */
final class Sets {
  private Sets() {}

  static List<Measured> of(RunHistory run) {
    return run.measurements().values().stream().flatMap(List::stream).toList();
  }

  /** Measured gain on the scoring images over predicted gain. */
  static Fit fit(List<RunHistory> runs) {
    List<Measured> sets = runs.stream().flatMap(run -> of(run).stream()).toList();
    return Fit.of(
        sets.stream().mapToDouble(m -> 0 - m.predictedDelta()).toArray(),
        sets.stream().mapToDouble(m -> 0 - m.measuredDelta()).toArray());
  }
}
