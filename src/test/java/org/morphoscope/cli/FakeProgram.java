package org.morphoscope.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.environment.Diagnostics;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.service.GrowthService;
import org.morphoscope.service.Services;

/**
 * The command line on the fake engine as a program of its own, slow enough to be killed at a chosen
 * moment: standard error tells which batch or save is under way.
 */
public final class FakeProgram {
  private FakeProgram() {}

  public static void main(String[] args) {
    System.exit(Cli.create(environment(new Slow()), List.of()).execute(args));
  }

  /** The same run without waiting. */
  public static class Quick extends FakeEngine.Script {
    @Override
    public int ballast() {
      return 40;
    }

    @Override
    public double ratio(int round, int attempt) {
      return round == 1 && attempt == 0 ? 0.1 : 0.9;
    }
  }

  private static final class Slow extends Quick {
    @Override
    public void onBatch(String pass, int round, int batch) {
      System.err.println(pass + " " + round);
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onSnapshot() {
      System.err.println("save");
    }
  }

  public static CliEnvironment environment(FakeEngine.Script script) {
    return environment(Services.fake(script));
  }

  public static CliEnvironment environment(GrowthService service) {
    return new CliEnvironment(
        "0.0-test",
        threads -> service,
        precision -> null,
        run -> {},
        new Diagnostics() {
          @Override
          public Map<String, String> versions() {
            return Map.of();
          }

          @Override
          public String backend() {
            return "";
          }

          @Override
          public String selfTest() {
            return "";
          }
        },
        new ShutdownInterrupts(),
        false,
        name -> null,
        name -> null,
        Path.of("log"),
        Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
        () -> 0);
  }
}
