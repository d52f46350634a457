package org.morphoscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.GrowthService;
import org.morphoscope.service.RunHandle;
import org.morphoscope.study.compare.RunLauncher;

/** Runs of a study on the growth service; all of them can be stopped at once. */
final class ServiceLauncher implements RunLauncher {
  private final GrowthService service;
  private final Optional<Snapshot> seed;
  private final List<RunHandle> running = new ArrayList<>();
  private boolean stopped;

  /** Starts or resumes a run. */
  @FunctionalInterface
  private interface Starter {
    RunHandle start(Consumer<GrowthEvent> listener) throws IOException;
  }

  /**
   * @param seed weights of the runs that begin with those of a file
   */
  ServiceLauncher(GrowthService service, Optional<Snapshot> seed) {
    this.service = service;
    this.seed = seed;
  }

  @Override
  public RunEnded start(RunConfig config, Path folder, Consumer<? super GrowthEvent> listener)
      throws IOException, InterruptedException {
    Decider decider = Decider.automatic();
    return await(
        all ->
            config.seedNet().file().isPresent()
                ? service.start(config, seed.orElseThrow(), folder, decider, all)
                : service.start(config, folder, decider, all),
        listener);
  }

  @Override
  public RunEnded resume(Path folder, Consumer<? super GrowthEvent> listener)
      throws IOException, InterruptedException {
    return await(all -> service.resume(folder, Decider.automatic(), all), listener);
  }

  private RunEnded await(Starter starter, Consumer<? super GrowthEvent> listener)
      throws IOException, InterruptedException {
    AtomicReference<RunEnded> end = new AtomicReference<>();
    RunHandle handle =
        starter.start(
            event -> {
              if (event instanceof RunEnded ended) {
                end.set(ended);
              }
              listener.accept(event);
            });
    register(handle);
    try {
      handle.await();
    } finally {
      unregister(handle);
    }
    return end.get();
  }

  private synchronized void register(RunHandle handle) {
    running.add(handle);
    if (stopped) {
      handle.control().stop();
    }
  }

  private synchronized void unregister(RunHandle handle) {
    running.remove(handle);
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    running.forEach(handle -> handle.control().stop());
  }
}
