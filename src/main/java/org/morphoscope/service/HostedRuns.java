package org.morphoscope.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.RunChange;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that the engine of this process has or knows of, by name. A name stands for a folder of
 * that name below one of the service, or for one that was made known.
 */
public final class HostedRuns {
  private static final Logger LOG = LoggerFactory.getLogger(HostedRuns.class);
  private static final String RUN_FILE = "run.json";

  private final LocalGrowthService engine;
  private final Path root;
  private final LongSupplier clock;
  private final Writing writing;
  private final Map<String, Path> adopted = new LinkedHashMap<>();
  private final Map<String, HostedRun> hosted = new LinkedHashMap<>();

  /** Starts the thread of a run. */
  @FunctionalInterface
  private interface Starter {
    LocalRun start(HostedRun run) throws IOException;
  }

  /** Told of the folders of runs that this process writes. */
  public interface Writing {
    /**
     * A run was opened for writing; its lock is held.
     *
     * @param folder of the run
     */
    void begins(Path folder);

    /**
     * Its files are closed.
     *
     * @param folder of the run
     */
    void ends(Path folder);

    /** Nobody wants to know. */
    Writing UNWATCHED =
        new Writing() {
          @Override
          public void begins(Path folder) {}

          @Override
          public void ends(Path folder) {}
        };
  }

  /**
   * @param engine does the runs of this process
   * @param root runs lie below it, a folder for each
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public HostedRuns(LocalGrowthService engine, Path root, LongSupplier clock) {
    this(engine, root, clock, Writing.UNWATCHED);
  }

  /**
   * @param engine does the runs of this process
   * @param root runs lie below it, a folder for each
   * @param clock nanoseconds, as {@code System::nanoTime}
   * @param writing told of folders that are written
   */
  public HostedRuns(LocalGrowthService engine, Path root, LongSupplier clock, Writing writing) {
    this.engine = engine;
    this.root = root;
    this.clock = clock;
    this.writing = writing;
  }

  /** {@return backend and device in words} */
  public String describeBackend() {
    return engine.describeBackend();
  }

  /**
   * {@return the name that the folder has from now on}
   *
   * @param folder of the run
   * @throws IOException never here; other services may have to ask
   */
  public synchronized String adopt(Path folder) throws IOException {
    Path place = folder.toAbsolutePath().normalize();
    Path name = place.getFileName();
    if (name != null
        && place.equals(root.toAbsolutePath().normalize().resolve(name.toString()))
        && RunIds.isAllowed(name.toString())) {
      return name.toString();
    }
    String base = name == null ? "run" : name.toString().replaceAll("[^A-Za-z0-9_-]", "-");
    // the same name in every process, whatever was made known before
    String id =
        (base.length() > 80 ? base.substring(0, 80) : base)
            + Texts.of(".%08x", place.toString().hashCode());
    adopted.put(id, place);
    return id;
  }

  /**
   * {@return the folder that a name stands for, which need not be there}
   *
   * @param id name of the run
   * @throws IOException in one sentence when no run can have this name
   */
  public synchronized Path folder(String id) throws IOException {
    RunIds.require(id);
    Path known = adopted.get(id);
    return known == null ? root.resolve(id) : known;
  }

  /**
   * {@return a run that goes on, or that has ended while this process lived}
   *
   * @param id name of the run
   */
  public synchronized Optional<HostedRun> hosted(String id) {
    return Optional.ofNullable(hosted.get(id));
  }

  /** {@return the runs whose files are not closed yet} */
  public synchronized List<HostedRun> underWay() {
    return hosted.values().stream().filter(run -> !run.isDone()).toList();
  }

  /**
   * {@return the run under way}
   *
   * @param start what to run, under which name
   * @param first told everything from the beginning on
   * @throws IOException in one sentence when it cannot be started
   */
  public HostedRun start(RunStart start, Optional<RunListener> first) throws IOException {
    Path folder = folder(start.id());
    return begin(
        new HostedRun(start.id(), folder, start.ask(), start.locked(), clock, writing),
        first,
        run -> engine.start(start.config(), start.seed(), folder, run.asking(), run));
  }

  /**
   * {@return the run under way}
   *
   * @param id name of the run
   * @param change what is to be otherwise from the next round on
   * @param ask how the run asks about its proposals from now on
   * @param first told everything from the beginning on; empty for nobody
   * @throws IOException in one sentence when it cannot go on
   */
  public HostedRun resume(String id, RunChange change, Ask ask, Optional<RunListener> first)
      throws IOException {
    return goOn(id, OptionalInt.empty(), change, ask, first);
  }

  /**
   * {@return the run under way}
   *
   * @param id name of the run
   * @param round the round to take back, at least 1
   * @param ask how the run asks about its proposals from now on
   * @param first told everything from the beginning on; empty for nobody
   * @throws IOException in one sentence when the round cannot be taken back
   */
  public HostedRun undo(String id, int round, Ask ask, Optional<RunListener> first)
      throws IOException {
    return goOn(id, OptionalInt.of(round), RunChange.none(), ask, first);
  }

  private HostedRun goOn(
      String id, OptionalInt undone, RunChange change, Ask ask, Optional<RunListener> first)
      throws IOException {
    Path folder = folder(id);
    return begin(
        new HostedRun(id, folder, ask, Set.of(), clock, writing),
        first,
        run -> engine.goOn(folder, undone, change, run.asking(), run));
  }

  private HostedRun begin(HostedRun run, Optional<RunListener> first, Starter starter)
      throws IOException {
    first.ifPresent(run::follow);
    LocalRun started = starter.start(run);
    run.begun(started);
    synchronized (this) {
      hosted.put(run.id(), run);
    }
    return run;
  }

  /**
   * {@return what {@link RunService#runs} says}
   *
   * @throws IOException when the folder of runs cannot be read
   */
  public List<RunOutline> list() throws IOException {
    Map<String, Path> folders = new LinkedHashMap<>();
    if (Files.isDirectory(root)) {
      try (Stream<Path> entries = Files.list(root)) {
        entries
            .filter(folder -> RunIds.isAllowed(folder.getFileName().toString()))
            .filter(folder -> Files.exists(folder.resolve(RUN_FILE)))
            .forEach(folder -> folders.put(folder.getFileName().toString(), folder));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    synchronized (this) {
      folders.putAll(adopted);
      // of one that was stopped before its turn, or could not be opened, nothing is left
      hosted.values().stream()
          .filter(run -> !run.isDone() || Files.exists(run.folder().resolve(RUN_FILE)))
          .forEach(run -> folders.put(run.id(), run.folder()));
    }
    List<RunOutline> list = new ArrayList<>();
    folders.forEach((id, folder) -> list.add(outline(id, folder)));
    list.sort(
        Comparator.comparing(RunOutline::state)
            .thenComparing(Comparator.comparing(RunOutline::created).reversed()));
    return list;
  }

  private static RunOutline.State state(HostedRun run) {
    return run.isStarted() ? RunOutline.State.RUNNING : RunOutline.State.QUEUED;
  }

  private RunOutline outline(String id, Path folder) {
    Optional<HostedRun> live = hosted(id).filter(run -> !run.isDone());
    RunOutline.State state = live.map(HostedRuns::state).orElse(RunOutline.State.RESTING);
    int viewers = live.map(HostedRun::viewers).orElse(0);
    if (!Files.exists(folder.resolve(RUN_FILE))) {
      // its data is being opened
      return new RunOutline(id, state, "", "", "", -1, viewers);
    }
    try {
      RunReader reader = RunReader.open(folder);
      List<Integer> rounds = reader.checkpoints();
      return new RunOutline(
          id,
          state,
          reader.config().seedNet().name(),
          Names.shown(reader.config().data().name()),
          reader.info().created(),
          rounds.isEmpty() ? -1 : rounds.get(rounds.size() - 1),
          viewers);
    } catch (IOException e) {
      LOG.warn("run {} is listed as unreadable: {}", id, e.getMessage());
      return new RunOutline(id, RunOutline.State.UNREADABLE, "", "", "", -1, viewers);
    }
  }
}
