package org.morphoscope.ui.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.morphoscope.run.Asking;
import org.morphoscope.run.AskingDecider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunChange;
import org.morphoscope.run.RunControl;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Connection;
import org.morphoscope.service.GrowthService;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunHandle;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.ThreadRunService;

/** Any engine of this process by the names of its runs, for one viewer. */
final class FolderRuns implements RunService {
  private final GrowthService growth;
  private final Path root;

  private FolderRuns(GrowthService growth, Path root) {
    this.growth = growth;
    this.root = root;
  }

  /** A real engine with all that a service does; a scripted one as far as it goes. */
  static Supplier<RunService> of(Supplier<? extends GrowthService> engine, Path root) {
    return () -> {
      GrowthService made = engine.get();
      return made instanceof LocalGrowthService local
          ? new ThreadRunService(new HostedRuns(local, root, System::nanoTime))
          : new FolderRuns(made, root);
    };
  }

  @Override
  public Place place() {
    return Place.THREAD;
  }

  @Override
  public String whereabouts() {
    return "this process";
  }

  @Override
  public String describeBackend() {
    return growth.describeBackend();
  }

  @Override
  public Role role() {
    return Role.OWN;
  }

  @Override
  public List<RunOutline> runs() {
    return List.of();
  }

  @Override
  public List<String> dataSets() {
    return List.of();
  }

  @Override
  public String adopt(Path folder) {
    return folder.toString();
  }

  @Override
  public LiveRun start(RunStart start, RunListener listener) throws IOException {
    Path folder = root.resolve(start.id());
    return begin(
        start.id(),
        folder,
        start.ask(),
        (decider, events) -> growth.start(start.config(), folder, decider, events),
        listener);
  }

  @Override
  public LiveRun attach(String id, RunListener listener) throws IOException {
    throw new IOException(id + ": nothing recorded");
  }

  @Override
  public LiveRun resume(String id, RunChange change, Ask ask, RunListener listener)
      throws IOException {
    Path folder = root.resolve(id);
    return begin(
        id,
        folder,
        ask,
        (decider, events) -> growth.resume(folder, change, decider, events),
        listener);
  }

  @Override
  public LiveRun undo(String id, int round, Ask ask, RunListener listener) throws IOException {
    Path folder = root.resolve(id);
    return begin(
        id,
        folder,
        ask,
        (decider, events) -> growth.undo(folder, round, decider, events),
        listener);
  }

  @Override
  public Path fetch(String id, Artefact artefact) {
    return root.resolve(id).resolve(artefact.path());
  }

  @Override
  public void close() {}

  /** Starts a run. */
  @FunctionalInterface
  private interface Starter {
    RunHandle start(AskingDecider decider, Consumer<GrowthEvent> events) throws IOException;
  }

  private static LiveRun begin(
      String id, Path folder, Ask ask, Starter starter, RunListener listener) throws IOException {
    AskingDecider decider = new AskingDecider(ask.mode(), ask.seconds(), System::nanoTime);
    RunHandle handle =
        starter.start(decider, event -> listener.event(RunListener.NO_NUMBER, event));
    return new Run(id, folder, decider, handle);
  }

  /** A run of which everything is known here. */
  private record Run(String id, Path folder, Asking asking, RunHandle handle) implements LiveRun {
    @Override
    public Connection connection() {
      return Connection.connected();
    }

    @Override
    public Role role() {
      return Role.OWN;
    }

    @Override
    public boolean leads() {
      return true;
    }

    @Override
    public String leader() {
      return "this window";
    }

    @Override
    public void takeLead() {}

    @Override
    public void giveLead() {}

    @Override
    public String asker() {
      return "";
    }

    @Override
    public void askForLead() {}

    @Override
    public void handLead() {}

    @Override
    public void keepLead() {}

    @Override
    public int viewers() {
      return 1;
    }

    @Override
    public RunControl control() {
      return handle.control();
    }

    @Override
    public boolean isDone() {
      return handle.isDone();
    }

    @Override
    public void await() throws InterruptedException {
      handle.await();
    }

    @Override
    public void close() {}
  }
}
