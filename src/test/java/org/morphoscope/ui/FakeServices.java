package org.morphoscope.ui;

import java.io.IOException;
import java.nio.file.Path;
import org.morphoscope.growth.RunConfig;

/** Services around the scripted engine. */
final class FakeServices {
  private FakeServices() {}

  static Services of(int[] widths, double speed, int rounds, Path folder) {
    return new Services(
        () -> new FakeGrowthService(widths, speed),
        path -> {
          throw new IOException(path + ": expected image folders or batches, found nothing known");
        },
        path -> FakeRuns.events(2),
        folder,
        RunConfig.standard("generated", "tiny", rounds, 7),
        new MemoryPreferences());
  }
}
