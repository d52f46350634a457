package org.morphoscope.ui.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.morphoscope.run.Asking;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunChange;
import org.morphoscope.run.RunControl;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Connection;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.ThreadRunService;

/**
 * An engine that passes for a process of its own: it can die at any moment, as a process does that
 * is killed, and its connection can be lost. What it leaves on the disk is what a killed one
 * leaves: events up to that moment, a torn line, no end.
 */
final class MortalEngine implements RunService {
  private final Supplier<LocalGrowthService> maker;
  private final Path root;
  private final List<Viewer> viewers = new CopyOnWriteArrayList<>();
  private RunService engine;
  private int processes;

  MortalEngine(Supplier<LocalGrowthService> maker, Path root) {
    this.maker = maker;
    this.root = root;
    begin();
  }

  private void begin() {
    engine = new ThreadRunService(new HostedRuns(maker.get(), root, System::nanoTime));
    processes++;
  }

  /** How many engines there have been. */
  int processes() {
    return processes;
  }

  /** Whether a run is begun and followed: before that there is nothing that could die. */
  boolean isFollowed() {
    return !viewers.isEmpty() && viewers.stream().allMatch(viewer -> viewer.run != null);
  }

  /** Ends the engine as a kill does. */
  void kill(String reason) {
    kill(reason, () -> {});
  }

  /**
   * Ends the engine as a kill does.
   *
   * @param reason told to its viewers
   * @param release lets the engine's thread come back from where it is held, which it must not
   *     before it is told to stop: it would save a round that the events left do not have
   */
  void kill(String reason, Runnable release) {
    for (Viewer viewer : List.copyOf(viewers)) {
      viewer.die(new Connection(Connection.State.ENGINE_DIED, reason, "/tmp/engine.log"), release);
    }
    viewers.clear();
    begin();
  }

  /** Nothing is heard of the engine, or it is heard again. */
  void connection(Connection now) {
    viewers.forEach(viewer -> viewer.told(now));
  }

  /** Somebody else takes the lead of every run, or gives it back. */
  void leadElsewhere(boolean elsewhere) {
    viewers.forEach(viewer -> viewer.elsewhere = elsewhere);
  }

  /** Somebody else asks for the lead of every run. */
  void askFrom(String name) {
    viewers.forEach(viewer -> viewer.asker = name);
  }

  /** Whether a viewer asks for a lead that is elsewhere. */
  boolean isAsked() {
    return viewers.stream().anyMatch(viewer -> viewer.asked);
  }

  /** Whoever was asked keeps the lead. */
  void refuseLead(String sentence) {
    viewers.forEach(viewer -> viewer.refused(sentence));
  }

  @Override
  public Place place() {
    return Place.PROCESS;
  }

  @Override
  public String whereabouts() {
    return "engine process " + (4710 + processes);
  }

  @Override
  public String describeBackend() throws IOException {
    return engine.describeBackend();
  }

  @Override
  public Role role() {
    return Role.OWN;
  }

  @Override
  public List<RunOutline> runs() throws IOException {
    return engine.runs();
  }

  @Override
  public List<String> dataSets() {
    return List.of();
  }

  @Override
  public String adopt(Path folder) throws IOException {
    return engine.adopt(folder);
  }

  /** Begins to follow a run. */
  @FunctionalInterface
  private interface Beginning {
    LiveRun with(RunListener listener) throws IOException;
  }

  private LiveRun view(Beginning beginning, RunListener listener) throws IOException {
    Viewer viewer = new Viewer(listener);
    viewers.add(viewer);
    viewer.run = beginning.with(viewer);
    return viewer;
  }

  @Override
  public LiveRun start(RunStart start, RunListener listener) throws IOException {
    return view(own -> engine.start(start, own), listener);
  }

  @Override
  public LiveRun attach(String id, RunListener listener) throws IOException {
    return view(own -> engine.attach(id, own), listener);
  }

  @Override
  public LiveRun resume(String id, RunChange change, Ask ask, RunListener listener)
      throws IOException {
    return view(own -> engine.resume(id, change, ask, own), listener);
  }

  @Override
  public LiveRun undo(String id, int round, Ask ask, RunListener listener) throws IOException {
    return view(own -> engine.undo(id, round, ask, own), listener);
  }

  @Override
  public Path fetch(String id, Artefact artefact) throws IOException {
    return engine.fetch(id, artefact);
  }

  @Override
  public void close() {
    engine.close();
  }

  /** A viewer of a run whose engine may die. */
  private static final class Viewer implements LiveRun, RunListener {
    private final RunListener listener;
    private volatile LiveRun run;
    private volatile Connection now = Connection.connected();
    private volatile boolean elsewhere;
    private volatile String asker = "";
    private volatile boolean asked;

    Viewer(RunListener listener) {
      this.listener = listener;
    }

    void told(Connection connection) {
      now = connection;
      listener.connection(connection);
    }

    /** The thread of the engine is stopped, and what it writes from now on is taken away again. */
    private void die(Connection reason, Runnable release) {
      try {
        now = reason;
        Path events = run.folder().resolve("events.jsonl");
        final byte[] left = Files.readAllBytes(events);
        run.takeLead();
        run.control().stop();
        release.run();
        run.await();
        Files.write(events, left, StandardOpenOption.TRUNCATE_EXISTING);
        Files.writeString(events, "{\"v\":1,\"type\":\"sco", StandardOpenOption.APPEND);
        listener.connection(reason);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean dead() {
      return now.isFinal();
    }

    @Override
    public void event(long number, GrowthEvent event) {
      if (!dead()) {
        listener.event(number, event);
      }
    }

    @Override
    public void refused(String sentence) {
      listener.refused(sentence);
    }

    @Override
    public String id() {
      return run.id();
    }

    @Override
    public Path folder() {
      return run.folder();
    }

    @Override
    public Asking asking() {
      return run.asking();
    }

    @Override
    public Connection connection() {
      return now.state() == Connection.State.CONNECTED ? run.connection() : now;
    }

    @Override
    public Role role() {
      return Role.OWN;
    }

    @Override
    public boolean leads() {
      return !elsewhere && run.leads();
    }

    @Override
    public String leader() {
      return elsewhere ? "ada@laptop" : run.leader();
    }

    @Override
    public void takeLead() {
      elsewhere = false;
      run.takeLead();
    }

    @Override
    public void giveLead() {
      run.giveLead();
    }

    @Override
    public String asker() {
      return asker;
    }

    @Override
    public void askForLead() {
      asked = true;
    }

    @Override
    public void handLead() {
      asker = "";
      elsewhere = true;
    }

    @Override
    public void keepLead() {
      asker = "";
    }

    @Override
    public int viewers() {
      return elsewhere ? 2 : 1;
    }

    @Override
    public RunControl control() {
      return run.control();
    }

    @Override
    public boolean isDone() {
      return dead() || run.isDone();
    }

    @Override
    public void await() throws InterruptedException {
      if (!dead()) {
        run.await();
      }
    }

    @Override
    public void close() {
      run.close();
    }
  }
}
