package org.morphoscope.ui;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.morphoscope.growth.Decider;
import org.morphoscope.growth.GrowthEvent;
import org.morphoscope.growth.RunConfig;
import org.morphoscope.growth.RunControl;

/** Events of whole scripted runs, at once. */
public final class FakeRuns {
  private FakeRuns() {}

  /** All events of a run of four layers. */
  public static List<GrowthEvent> events(int rounds) {
    List<GrowthEvent> events = Collections.synchronizedList(new ArrayList<>());
    new FakeRun(
            RunConfig.standard("generated", "tiny", rounds, 7),
            new int[] {6, 8, 10, 12},
            1e6,
            new RunControl(),
            Decider.automatic(),
            events::add)
        .run();
    return List.copyOf(events);
  }
}
