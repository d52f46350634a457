package org.morphoscope.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.morphoscope.journal.DiskNeed;
import org.morphoscope.journal.RunInfo;
import org.morphoscope.journal.RunJournal;
import org.morphoscope.journal.RunLock;
import org.morphoscope.journal.SeedFolder;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.GrowthEngineFactory;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Room;
import org.morphoscope.run.RunChange;
import org.morphoscope.run.RunConfig;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/** Runs in this process, each on its own daemon thread. */
public final class LocalGrowthService implements GrowthService {
  private final GrowthEngineFactory engines;
  private final String version;
  private final Supplier<String> backend;
  private final Clock calendar;
  private final LongSupplier clock;

  /**
   * @param engines opens data and kernels, called on the run's thread
   * @param version version of the program
   * @param backend kernels in words
   * @param calendar tells when a run was started
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public LocalGrowthService(
      GrowthEngineFactory engines,
      String version,
      Supplier<String> backend,
      Clock calendar,
      LongSupplier clock) {
    this.engines = engines;
    this.version = version;
    this.backend = backend;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * {@return the same on engines that are opened otherwise, for example one at a time}
   *
   * @param other wraps what opens engines
   */
  public LocalGrowthService on(UnaryOperator<GrowthEngineFactory> other) {
    return new LocalGrowthService(other.apply(engines), version, backend, calendar, clock);
  }

  @Override
  public String describeBackend() {
    return backend.get();
  }

  @Override
  public RunHandle start(
      RunConfig config, Path folder, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException {
    if (config.seedNet().file().isPresent()) {
      throw new IOException(
          Texts.of(
              "%s: expected the weights of this file, found none; name the file as the seed net.",
              config.seedNet().file().get().name()));
    }
    return start(config, Optional.empty(), folder, decider, plain(listener));
  }

  @Override
  public RunHandle start(
      RunConfig config,
      Snapshot seed,
      Path folder,
      Decider decider,
      Consumer<? super GrowthEvent> listener)
      throws IOException {
    return start(config, Optional.of(seed), folder, decider, plain(listener));
  }

  private static EngineListener plain(Consumer<? super GrowthEvent> listener) {
    return (number, event) -> listener.accept(event);
  }

  /** As {@link #start(RunConfig, Snapshot, Path, Decider, Consumer)}, with numbers. */
  LocalRun start(
      RunConfig config,
      Optional<Snapshot> seed,
      Path folder,
      Decider decider,
      EngineListener listener)
      throws IOException {
    RunLock lock = RunLock.forNew(folder);
    Opening opening =
        () -> {
          var engine = engines.open(config);
          try {
            Room.require(config, engine.spec());
            DiskNeed.of(config, engine.spec()).requireRoom(folder, DiskNeed.free(folder));
            if (seed.isPresent()) {
              engine.restore(seed.get());
              SeedFolder.write(lock, seed.get());
            }
            RunJournal journal = RunJournal.create(lock, info(config, engine));
            listener.opened(journal.epoch().id(), journal.lines());
            return new LocalRun.Opened(engine, journal);
          } catch (IOException | RuntimeException | Error e) {
            engine.close();
            throw e;
          }
        };
    return begin(new Turn(opening, 0), lock::abandon, Optional.empty(), decider, listener);
  }

  @Override
  public RunHandle resume(Path folder, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException {
    return resume(folder, RunChange.none(), decider, listener);
  }

  @Override
  public RunHandle resume(
      Path folder, RunChange change, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException {
    return goOn(folder, OptionalInt.empty(), change, decider, plain(listener));
  }

  @Override
  public RunHandle undo(
      Path folder, int round, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException {
    return goOn(folder, OptionalInt.of(round), RunChange.none(), decider, plain(listener));
  }

  /**
   * Goes on with a run, with numbers.
   *
   * @param undone the round to take back first
   */
  LocalRun goOn(
      Path folder, OptionalInt undone, RunChange change, Decider decider, EngineListener listener)
      throws IOException {
    RunLock lock = RunLock.forExisting(folder);
    RunJournal journal;
    try {
      journal =
          undone.isPresent() ? RunJournal.undo(lock, undone.getAsInt()) : RunJournal.reopen(lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
    RunConfig config;
    try {
      config = change.applied(journal.info().config());
    } catch (IllegalArgumentException e) {
      journal.close();
      throw new IOException(e.getMessage(), e);
    }
    listener.opened(journal.epoch().id(), journal.lines());
    Opening opening =
        () -> {
          GrowthEngine engine = openAgain(folder, journal.info(), config);
          try {
            if (journal.last().isEmpty() && config.seedNet().file().isPresent()) {
              engine.restore(SeedFolder.read(folder, config));
            }
            journal.change(config);
            if (engine.pipeline().isPresent()) {
              journal.describe(engine.pipeline().get());
            }
          } catch (IOException | RuntimeException | Error e) {
            engine.close();
            throw e;
          }
          return new LocalRun.Opened(engine, journal);
        };
    Optional<LocalRun.Preface> preface =
        undone.isPresent()
            ? Optional.of(
                new LocalRun.Preface(
                    journal.lines() - 1, new GrowthEvent.Undone(undone.getAsInt())))
            : Optional.empty();
    int round = journal.last().map(standing -> standing.state().round()).orElse(0);
    return begin(new Turn(opening, round), journal::close, preface, decider, listener);
  }

  /** The engine of a recorded run, on the data that the run was begun with. */
  private GrowthEngine openAgain(Path folder, RunInfo info, RunConfig config) throws IOException {
    GrowthEngine engine;
    try {
      engine = engines.open(config, info.threads());
    } catch (IOException e) {
      throw new IOException(
          Texts.of(
              "%s The run's data was '%s'; where it has moved, give the new place: morphoscope"
                  + " resume %s --data NEW.",
              sentence(e), info.config().data().name(), folder),
          e);
    }
    String found = engine.data().fingerprint();
    if (!found.equals(info.fingerprint())) {
      engine.close();
      throw new DataChangedException(folder, info, config.data().name(), found);
    }
    return engine;
  }

  private static String sentence(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  /** Opens engine and journal when it is the run's turn. */
  @FunctionalInterface
  private interface Opening {
    LocalRun.Opened open() throws IOException;
  }

  /** What is opened, and the round at which it stands meanwhile. */
  private record Turn(Opening opening, int round) {}

  private LocalRun begin(
      Turn turn,
      LocalRun.Undo undo,
      Optional<LocalRun.Preface> preface,
      Decider decider,
      EngineListener listener) {
    LocalRun.Opener opener =
        new LocalRun.Opener() {
          @Override
          public void awaitTurn() throws InterruptedException {
            engines.awaitTurn();
          }

          @Override
          public LocalRun.Opened open() throws IOException {
            return turn.opening().open();
          }

          @Override
          public int round() {
            return turn.round();
          }
        };
    LocalRun run = new LocalRun(opener, undo, preface, version, decider, listener, clock);
    run.start();
    return run;
  }

  private RunInfo info(RunConfig config, GrowthEngine engine) {
    String moment =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(calendar.instant());
    return new RunInfo(
        Texts.of("%s-%s-s%d", moment, Names.inFileName(config.seedNet().name()), config.seed()),
        version,
        System.getProperty("java.version"),
        calendar.instant().toString(),
        engine.data().fingerprint(),
        engine.threads(),
        List.of(),
        config,
        engine.pipeline());
  }

  /** The data of a recorded run is no longer what it was. */
  private static final class DataChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    DataChangedException(Path folder, RunInfo info, String place, String found) {
      super(
          Texts.of(
              "%s, field \"dataFingerprint\": expected data with fingerprint %s, which the run was begun"
                  + " with at '%s', found %s at '%s'; put the run's own data back, give its place"
                  + " with resume --data, or start a new run.",
              folder.resolve("run.json"),
              info.fingerprint(),
              info.config().data().name(),
              found,
              place));
    }
  }
}
