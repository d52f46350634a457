package org.morphoscope.ui.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.morphoscope.growth.EngineControl;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunControl;
import org.morphoscope.service.GrowthService;
import org.morphoscope.service.RunHandle;

/** Plays plausible runs without an engine. */
final class FakeGrowthService implements GrowthService {
  private final NetworkSpec seed;
  private final double speed;

  /**
   * @param seed the seed net
   * @param speed 1 plays a round in about six seconds
   */
  FakeGrowthService(NetworkSpec seed, double speed) {
    this.seed = seed;
    this.speed = speed;
  }

  @Override
  public String describeBackend() {
    return "scripted engine, 2 threads";
  }

  @Override
  public RunHandle start(
      RunConfig config, Path folder, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException {
    if (config.data().name().contains("broken")) {
      throw new IOException(config.data().name() + ": expected images, found nothing");
    }
    EngineControl control = new EngineControl();
    FakeRun run = new FakeRun(config, seed, speed, control, decider, listener);
    Thread thread = new Thread(run, "fake engine");
    thread.setDaemon(true);
    run.runsOn(thread);
    thread.start();
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

  @Override
  public RunHandle resume(Path folder, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException {
    throw new IOException(folder + ": nothing recorded");
  }

  @Override
  public RunHandle undo(
      Path folder, int round, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException {
    throw new IOException(folder + ": nothing recorded");
  }
}
