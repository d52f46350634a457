package org.morphoscope.ui.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.morphoscope.growth.EngineControl;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Phase;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunControl;
import org.morphoscope.service.GrowthService;
import org.morphoscope.service.RunHandle;

/** Plays a recorded run up to the proposal of one round, asks about it, and ends there. */
final class RecordedGrowthService implements GrowthService {
  private final List<GrowthEvent> events;
  private final int round;
  private final Path recorded;

  /**
   * @param events of a run
   * @param round whose proposal is asked about
   * @param recorded folder of the run; its files stand for those that an engine would write
   */
  RecordedGrowthService(List<GrowthEvent> events, int round, Path recorded) {
    this.events = List.copyOf(events);
    this.round = round;
    this.recorded = recorded;
  }

  @Override
  public String describeBackend() {
    return ((GrowthEvent.RunStarted) events.get(0)).backend();
  }

  @Override
  public RunHandle start(
      RunConfig config, Path folder, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException {
    Files.createDirectories(folder);
    for (String file : List.of("run.json", "events.jsonl")) {
      Files.copy(recorded.resolve(file), folder.resolve(file));
    }
    Thread thread = new Thread(() -> play(decider, listener), "recorded engine");
    thread.setDaemon(true);
    thread.start();
    EngineControl control = new EngineControl();
    return new RunHandle() {
      @Override
      public RunControl control() {
        return control;
      }

      @Override
      public boolean isDone() {
        return !thread.isAlive();
      }

      @Override
      public void await() throws InterruptedException {
        thread.join();
      }
    };
  }

  private void play(Decider decider, Consumer<? super GrowthEvent> listener) {
    Proposal proposal = null;
    for (GrowthEvent event : events) {
      listener.accept(event);
      if (event instanceof GrowthEvent.Proposed proposed) {
        proposal = proposed.proposal();
      }
      if (event.round() == round
          && event instanceof GrowthEvent.PhaseStarted started
          && started.phase() == Phase.DECIDE) {
        try {
          decider.decide(proposal);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return;
      }
    }
    throw new IllegalArgumentException("round " + round + " asks for no decision");
  }

  @Override
  public RunHandle resume(Path folder, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException {
    throw new IOException(folder + ": a played run cannot go on");
  }

  @Override
  public RunHandle undo(
      Path folder, int round, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException {
    throw new IOException(folder + ": a played run cannot go back");
  }
}
