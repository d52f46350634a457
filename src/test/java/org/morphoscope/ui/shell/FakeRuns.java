package org.morphoscope.ui.shell;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.morphoscope.growth.EngineControl;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Selection;

/** Events of whole scripted runs, at once. */
public final class FakeRuns {
  private FakeRuns() {}

  /** All events of a run of four layers. */
  public static List<GrowthEvent> events(int rounds) {
    return events(FakeRun.chain(new int[] {6, 8, 10, 12}), rounds);
  }

  /** All events of a run of a seed network on images of 32x32. */
  public static List<GrowthEvent> events(String seedNet, int rounds) {
    return events(SeedNetworks.create(seedNet, new TensorShape(3, 32, 32), 10), rounds);
  }

  private static List<GrowthEvent> events(NetworkSpec spec, int rounds) {
    List<GrowthEvent> events = new CopyOnWriteArrayList<>();
    new FakeRun(
            RunConfig.standard("generated", "tiny", rounds, 7).withSelection(Selection.former()),
            spec,
            1e6,
            new EngineControl(),
            Decider.automatic(),
            events::add)
        .run();
    return List.copyOf(events);
  }
}
