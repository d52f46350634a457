package org.morphoscope.history;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.GrowthEvent.Adjusted;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.RunConfig;

/** The start of a run, with its settings as they stand after what was turned since. */
final class TurnedRun {
  private final RunStarted start;
  private final List<Adjusted> turned = new ArrayList<>();
  private RunStarted now;

  TurnedRun(RunStarted start) {
    this.start = start;
    this.now = start;
  }

  TurnedRun copy() {
    TurnedRun copy = new TurnedRun(start);
    copy.turned.addAll(turned);
    copy.now = now;
    return copy;
  }

  /** The start, as if the run had been begun with the settings that it has now. */
  RunStarted now() {
    return now;
  }

  void turn(Adjusted event) {
    turned.add(event);
    remake();
  }

  /** A round and all after it are taken back. */
  void takeBack(int round) {
    if (turned.removeIf(event -> event.round() >= round)) {
      remake();
    }
  }

  private void remake() {
    RunConfig config = start.config();
    for (Adjusted event : turned) {
      config = Adjustment.done(config, event);
    }
    now =
        new RunStarted(
            start.runId(),
            start.round(),
            config,
            start.architecture(),
            start.trainImages(),
            start.validationImages(),
            start.testImages(),
            start.classNames(),
            start.backend(),
            start.version(),
            start.dataNotes());
  }
}
