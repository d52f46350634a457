package org.morphoscope.ui.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.GrowthService;
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
    return of(
        () -> new FakeGrowthService(seed, speed),
        RunConfig.standard("generated", "tiny", rounds, 7),
        folder,
        new MemoryPreferences());
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
    return new Services(
        FolderRuns.of(engine, folder),
        path -> {
          throw new IOException(path + ": expected image folders or batches, found nothing known");
        },
        replay,
        FakeCalibration.open(3),
        folder,
        firstRun,
        preferences,
        SampleRuns.in(Path.of("")),
        HostEnvironment.unknown());
  }
}
