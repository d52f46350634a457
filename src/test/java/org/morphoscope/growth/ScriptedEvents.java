package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;

/** What a run on the scripted engine tells, from its beginning to its end. */
public final class ScriptedEvents {
  private ScriptedEvents() {}

  /** A list that may be changed. */
  public static List<GrowthEvent> of(RunConfig config) throws Exception {
    List<GrowthEvent> events = new ArrayList<>();
    new GrowthRun(
            new RunIdentity("run-1", "0.0"),
            config,
            new FakeEngine(config, new FakeEngine.Script()),
            Decider.automatic(),
            new EngineControl(),
            events::add,
            GrowthRun.Checkpoint.NONE,
            () -> 0)
        .run(Optional.empty());
    return events;
  }
}
