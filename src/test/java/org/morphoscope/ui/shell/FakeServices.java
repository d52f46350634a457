package org.morphoscope.ui.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.engine.NumericEngineFactory;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.GrowthService;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.service.RunService;
import org.morphoscope.ui.calibration.RunCalibrator;
import org.morphoscope.ui.session.HostEnvironment;
import org.morphoscope.ui.session.SampleRuns;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.settings.Preferences;

/** Services around the scripted engine. */
final class FakeServices {
  private FakeServices() {}

  /** Services around a scripted engine. */
  static Services of(int[] widths, double speed, int rounds, Path folder) {
    return of(FakeRun.chain(widths), speed, rounds, folder);
  }

  /** Services around a scripted engine. */
  static Services of(NetworkSpec seed, double speed, int rounds, Path folder) {
    RunConfig first = RunConfig.standard("generated", "tiny", rounds, 7);
    if (EngineProcesses.wanted()) {
      RunConfig seeded = first.withSeedNet(first.seedNet().with(seed, Optional.empty()));
      return services(
          EngineProcesses.scripted(folder),
          seeded,
          folder,
          new MemoryPreferences(),
          path -> FakeRuns.events(2));
    }
    return of(() -> new FakeGrowthService(seed, speed), first, folder, new MemoryPreferences());
  }

  /** The same, but recorded runs are read from their folders. */
  static Services withFolders(Services fake, Preferences preferences) {
    return new Services(
        fake.growth(),
        fake.data(),
        folder -> RunReader.open(folder).allEvents(),
        fake.calibration(),
        fake.runsFolder(),
        fake.firstRun(),
        preferences,
        fake.samples());
  }

  /** Services around a small scripted engine, and any way to read recorded runs and to measure. */
  static Services reading(Services.RunReplay replay, RunCalibrator calibration, Path folder) {
    return services(
        FolderRuns.of(() -> new FakeGrowthService(FakeRun.chain(new int[] {4, 6}), 24), folder),
        RunConfig.standard("generated", "tiny", 1, 7),
        folder,
        new MemoryPreferences(),
        replay,
        calibration);
  }

  /** Services around the program's own engine, in a thread or a process of its own. */
  static Services real(
      RunConfig firstRun, Path folder, Preferences preferences, Services.RunReplay replay) {
    if (EngineProcesses.wanted()) {
      return services(EngineProcesses.real(folder), firstRun, folder, preferences, replay);
    }
    return of(
        () ->
            new LocalGrowthService(
                new NumericEngineFactory(Backend::load),
                "test",
                () -> Backend.load().summary(),
                Clock.systemUTC(),
                System::nanoTime),
        firstRun,
        folder,
        preferences,
        replay);
  }

  /** Services around this engine where it is a thread; a process has the scripted one. */
  static Services scripted(
      Supplier<? extends GrowthService> thread,
      RunConfig firstRun,
      Path folder,
      Preferences preferences) {
    Supplier<RunService> runs =
        EngineProcesses.wanted() ? EngineProcesses.scripted(folder) : FolderRuns.of(thread, folder);
    return services(runs, firstRun, folder, preferences, path -> FakeRuns.events(2));
  }

  /** Services around any engine. */
  static Services of(
      Supplier<? extends GrowthService> engine,
      RunConfig firstRun,
      Path folder,
      Preferences preferences) {
    return of(engine, firstRun, folder, preferences, path -> FakeRuns.events(2));
  }

  /** Services around any engine and any way to read recorded runs. */
  static Services of(
      Supplier<? extends GrowthService> engine,
      RunConfig firstRun,
      Path folder,
      Preferences preferences,
      Services.RunReplay replay) {
    return services(FolderRuns.of(engine, folder), firstRun, folder, preferences, replay);
  }

  private static Services services(
      Supplier<RunService> runs,
      RunConfig firstRun,
      Path folder,
      Preferences preferences,
      Services.RunReplay replay) {
    return services(runs, firstRun, folder, preferences, replay, FakeCalibration.open(3));
  }

  private static Services services(
      Supplier<RunService> runs,
      RunConfig firstRun,
      Path folder,
      Preferences preferences,
      Services.RunReplay replay,
      RunCalibrator calibration) {
    return new Services(
        runs,
        path -> {
          throw new IOException(path + ": expected image folders or batches, found nothing known");
        },
        replay,
        calibration,
        folder,
        firstRun,
        preferences,
        SampleRuns.in(Path.of("")),
        HostEnvironment.unknown());
  }
}
