package org.morphoscope.ui.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.morphoscope.run.RunChange;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.Ask;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStart;

/**
 * One window's share of an engine that outlives it: runs lie in a folder of its own, and have ended
 * when it is closed.
 */
final class SharedEngine implements RunService {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  private final RunService engine;
  private final Path root;
  private final Set<String> names = new HashSet<>();
  private final List<LiveRun> begun = new ArrayList<>();

  SharedEngine(RunService engine, Path root) {
    this.engine = engine;
    this.root = root;
  }

  /** The engine knows runs of many folders: their names there are others. */
  private String name(String id) throws IOException {
    return names.contains(id) ? id : adopt(root.resolve(id));
  }

  private synchronized LiveRun keep(LiveRun run) {
    begun.add(run);
    return run;
  }

  @Override
  public Place place() {
    return engine.place();
  }

  @Override
  public String whereabouts() {
    return engine.whereabouts();
  }

  @Override
  public String describeBackend() throws IOException {
    return engine.describeBackend();
  }

  @Override
  public Role role() {
    return engine.role();
  }

  @Override
  public List<RunOutline> runs() {
    return List.of();
  }

  @Override
  public List<String> dataSets() throws IOException {
    return engine.dataSets();
  }

  @Override
  public synchronized String adopt(Path folder) throws IOException {
    String name = engine.adopt(folder);
    names.add(name);
    return name;
  }

  @Override
  public synchronized LiveRun start(RunStart start, RunListener listener) throws IOException {
    RunStart named =
        new RunStart(name(start.id()), start.config(), start.seed(), start.ask(), start.locked());
    return keep(engine.start(named, listener));
  }

  @Override
  public synchronized LiveRun attach(String id, RunListener listener) throws IOException {
    return keep(engine.attach(name(id), listener));
  }

  @Override
  public synchronized LiveRun resume(String id, RunChange change, Ask ask, RunListener listener)
      throws IOException {
    return keep(engine.resume(name(id), change, ask, listener));
  }

  @Override
  public synchronized LiveRun undo(String id, int round, Ask ask, RunListener listener)
      throws IOException {
    return keep(engine.undo(name(id), round, ask, listener));
  }

  @Override
  public Selector.Selection preview(String id, int round, SetWish wish) throws IOException {
    return engine.preview(id, round, wish);
  }

  @Override
  public Path fetch(String id, Artefact artefact) throws IOException {
    return engine.fetch(id, artefact);
  }

  @Override
  public synchronized void close() {
    begun.forEach(run -> run.control().stop());
    long end = System.nanoTime() + PATIENCE;
    while (begun.stream().anyMatch(run -> !run.isDone()) && System.nanoTime() < end) {
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    begun.forEach(LiveRun::close);
  }
}
