package org.morphoscope.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.morphoscope.growth.FakeEngine;

/** Services on the fake engine, for tests. */
public final class Services {
  private Services() {}

  /** Stopped clocks: two runs are equal to the last byte. */
  public static LocalGrowthService fake(FakeEngine.Script script) {
    return new LocalGrowthService(
        config -> new FakeEngine(config, script),
        "0.0-test",
        () -> "no numerics",
        Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC),
        () -> 0);
  }
}
