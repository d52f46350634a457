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
import org.morphoscope.journal.RunInfo;
import org.morphoscope.journal.RunJournal;
import org.morphoscope.journal.RunLock;
import org.morphoscope.journal.SeedFolder;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.GrowthEngineFactory;
import org.morphoscope.run.GrowthEvent;
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
    return start(config, Optional.empty(), folder, decider, listener);
  }

  @Override
  public RunHandle start(
      RunConfig config,
      Snapshot seed,
      Path folder,
      Decider decider,
      Consumer<? super GrowthEvent> listener)
      throws IOException {
    return start(config, Optional.of(seed), folder, decider, listener);
  }

  private RunHandle start(
      RunConfig config,
      Optional<Snapshot> seed,
      Path folder,
      Decider decider,
      Consumer<? super GrowthEvent> listener)
      throws IOException {
    RunLock lock = RunLock.forNew(folder);
    LocalRun.Opener opener =
        () -> {
          var engine = engines.open(config);
          try {
            if (seed.isPresent()) {
              engine.restore(seed.get());
              SeedFolder.write(lock, seed.get());
            }
            return new LocalRun.Opened(
                engine, RunJournal.create(lock, info(config, engine.data().fingerprint())));
          } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
          }
        };
    return begin(opener, lock::abandon, List.of(), decider, listener);
  }

  @Override
  public RunHandle resume(Path folder, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException {
    return goOn(folder, OptionalInt.empty(), decider, listener);
  }

  @Override
  public RunHandle undo(
      Path folder, int round, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException {
    return goOn(folder, OptionalInt.of(round), decider, listener);
  }

  private RunHandle goOn(
      Path folder, OptionalInt undone, Decider decider, Consumer<? super GrowthEvent> listener)
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
    LocalRun.Opener opener =
        () -> {
          RunInfo info = journal.info();
          var engine = engines.open(info.config());
          String found = engine.data().fingerprint();
          if (!found.equals(info.fingerprint())) {
            engine.close();
            throw new DataChangedException(folder, info, found);
          }
          if (journal.last().isEmpty() && info.config().seedNet().file().isPresent()) {
            restoreSeed(engine, folder, info.config());
          }
          return new LocalRun.Opened(engine, journal);
        };
    List<GrowthEvent> preface =
        undone.isPresent() ? List.of(new GrowthEvent.Undone(undone.getAsInt())) : List.of();
    return begin(opener, journal::close, preface, decider, listener);
  }

  private static void restoreSeed(GrowthEngine engine, Path folder, RunConfig config)
      throws IOException {
    try {
      engine.restore(SeedFolder.read(folder, config));
    } catch (IOException | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private LocalRun begin(
      LocalRun.Opener opener,
      LocalRun.Undo undo,
      List<GrowthEvent> preface,
      Decider decider,
      Consumer<? super GrowthEvent> listener) {
    LocalRun run = new LocalRun(opener, undo, preface, version, decider, listener, clock);
    run.start();
    return run;
  }

  private RunInfo info(RunConfig config, String fingerprint) {
    String moment =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(calendar.instant());
    return new RunInfo(
<<<<<<< HEAD
        Texts.of("%s-%s-s%d", moment, config.seedNet().name(), config.seed()),
=======
        Texts.of("%s-%s-s%d", moment, Names.inFileName(config.seedNet()), config.seed()),
>>>>>>> e3c7809 (Whole files are replaced in one step and folders of new runs forced; folders are told as such; names of nets make names of folders; losses and accuracies of tables are named)
        version,
        System.getProperty("java.version"),
        calendar.instant().toString(),
        fingerprint,
        config);
  }

  /** The data of a recorded run is no longer what it was. */
  private static final class DataChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    DataChangedException(Path folder, RunInfo info, String found) {
      super(
          Texts.of(
              "%s, field \"dataFingerprint\": expected data with fingerprint %s at '%s', found %s; put the run's own data back or start a new run.",
              folder.resolve("run.json"), info.fingerprint(), info.config().data().name(), found));
    }
  }
}
