package org.morphoscope.service.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.morphoscope.cli.Cli;
import org.morphoscope.cli.FakeProgram;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.LocalGrowthService;

/**
 * The engine's process on the fake engine. System properties: {@code fake.millis} of a batch,
 * {@code fake.oom} the pass in which memory runs out as soon as the file {@code fake.trigger} is
 * there. Runs of the seed {@link #REFUSED_SEED} cannot open their data.
 */
public final class FakeEngineProgram {
  /** Of a run whose data cannot be opened. */
  public static final long REFUSED_SEED = 1313;

  /** Why. */
  public static final String REFUSAL =
      "generated: expected images, found nothing; choose a folder.";

  private FakeEngineProgram() {}

  public static void main(String[] args) {
    Script script = new Script();
    LocalGrowthService service =
        new LocalGrowthService(
            config -> engine(config, script),
            "0.0-test",
            () -> "no numerics",
            // two runs are equal to the last byte
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
            () -> 0);
    System.exit(Cli.create(FakeProgram.environment(service), List.of()).execute(args));
  }

  private static GrowthEngine engine(RunConfig config, Script script) throws IOException {
    if (config.seed() == REFUSED_SEED) {
      throw new IOException(REFUSAL);
    }
    return new FakeEngine(config, script);
  }

  private static final class Script extends FakeEngine.Script {
    private final long millis = Long.getLong("fake.millis", 1);
    private final String oom = System.getProperty("fake.oom", "");
    private final Path trigger = Path.of(System.getProperty("fake.trigger", "none"));
    private final List<long[]> memory = new ArrayList<>();

    @Override
    public int ballast() {
      return 20;
    }

    @Override
    public void onBatch(String pass, int round, int batch) {
      while (pass.equals(oom) && Files.exists(trigger)) {
        memory.add(new long[1 << 20]);
      }
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Starts this program as an engine. */
  public static EngineLaunch launch(Path log, List<String> properties) throws IOException {
    Files.createDirectories(log);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + log.resolve("crash-%p.log"),
                "--add-modules=jdk.incubator.vector"));
    command.addAll(properties);
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", classPath, FakeEngineProgram.class.getName()));
    return new EngineLaunch(command, Map.of("OMP_NUM_THREADS", "1"), log);
  }
}
