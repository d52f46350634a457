package org.morphoscope.service.remote;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.service.Ask;
import org.morphoscope.service.HostedRun;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.RunStart;

/**
 * What it costs an engine to be watched over TLS: scoring with one client that decides (10 scores a
 * second) and 50 that watch (2 a second each), in a process of their own, against scoring that
 * nobody looks at, in alternation. Arguments: CANDIDATES (1300), SECONDS of each slice (6), PAIRS
 * (5), WATCHERS (50), MILLISECONDS of work in a batch (20). Prints what a batch costs on its way,
 * and, for each pair and their medians, batches a second with over without, the engine thread's
 * processor time for a batch, the processor time of everything else in the server in percent of a
 * core, and what the clients saw. Linux only: {@code chrt} and {@code taskset} keep the clients off
 * the engine's core.
 */
public final class ServiceFigures {
  private static final String CLIENTS = "clients";

  private final int candidates;
  private final int seconds;
  private final int watchers;
  private final double millis;
  private final Path folder;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private ServiceFigures(int candidates, int seconds, int watchers, double millis, Path folder) {
    this.candidates = candidates;
    this.seconds = seconds;
    this.watchers = watchers;
    this.millis = millis;
    this.folder = folder;
  }

  /** What a slice of scoring came to. */
  private record Slice(double perSecond, double engineMillis, double otherPercent, String seen) {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals(CLIENTS)) {
      WatchingClients.main(args);
      return;
    }
    int pairs = (int) number(args, 2, 5);
    ServiceFigures figures =
        new ServiceFigures(
            (int) number(args, 0, 1300),
            (int) number(args, 1, 6),
            (int) number(args, 3, 50),
            number(args, 4, 20),
            Files.createTempDirectory("service-figures"));
    List<Double> speed = new ArrayList<>();
    List<Double> cost = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    print(
        "%d candidates: %s",
        figures.candidates,
        ScoresCost.of(ScoresEngine.layers(ScoresEngine.widths(figures.candidates), 1)));
    figures.slice(0, true);
    for (int pair = 1; pair <= pairs; pair++) {
      // the order turns, so that what changes slowly falls on both
      boolean first = pair % 2 == 0;
      Slice one = figures.slice(2 * pair, first);
      Slice two = figures.slice(2 * pair + 1, !first);
      Slice watched = first ? one : two;
      Slice alone = first ? two : one;
      speed.add(watched.perSecond() / alone.perSecond());
      cost.add(watched.engineMillis() / alone.engineMillis());
      other.add(watched.otherPercent() - alone.otherPercent());
      print(
          "pair %d: %.2f against %.2f batches/s, engine thread %.2f against %.2f ms a batch, rest of the server %.1f against %.1f %% of a core; %s",
          pair,
          watched.perSecond(),
          alone.perSecond(),
          watched.engineMillis(),
          alone.engineMillis(),
          watched.otherPercent(),
          alone.otherPercent(),
          watched.seen());
    }
    print(
        "%d candidates, %d watchers, medians of %d pairs: speed x %.3f, engine thread's time for a batch x %.3f, server besides %.1f %% of a core; load %.1f",
        figures.candidates,
        figures.watchers,
        pairs,
        median(speed),
        median(cost),
        median(other),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    System.exit(0);
  }

  private static void print(String form, Object... values) {
    System.out.println(String.format(Locale.ROOT, form, values));
  }

  private static double number(String[] args, int index, double standard) {
    return args.length > index ? Double.parseDouble(args[index]) : standard;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** Scores for some seconds, watched or alone. */
  private Slice slice(int number, boolean watched) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AtomicLong batches = new AtomicLong();
    AtomicLong engineThread = new AtomicLong();
    Path place = Files.createDirectories(folder.resolve("slice-" + number));
    ServerSettings settings = settings(place);
    LocalGrowthService engine =
        new LocalGrowthService(
            config ->
                new ScoresEngine(
                    new FakeEngine(config, new FakeEngine.Script()),
                    ScoresEngine.widths(candidates),
                    millis,
                    go,
                    batches,
                    engineThread),
            "figures",
            () -> "no numerics",
            Clock.systemUTC(),
            System::nanoTime);
    HostedRuns runs = new HostedRuns(engine, place.resolve("runs"), System::nanoTime);
    try (RunServer server = RunServer.open(settings, runs, "figures", Clock.systemUTC())) {
      Thread door = new Thread(() -> serve(server), "door");
      door.setDaemon(true);
      door.start();
      RunConfig config =
          Configs.seeded(1, 1).withData(new DataChoice("generated", OptionalInt.empty(), 0.2));
      HostedRun run =
          runs.start(
              new RunStart("run", config, Ask.nobody()),
              Optional.of(RunListener.of((GrowthEvent event) -> {})));
      while (engineThread.get() == 0) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      Optional<Process> clients = watched ? Optional.of(clients(server, run)) : Optional.empty();
      long cpu = cpu();
      long own = threads.getThreadCpuTime(engineThread.get());
      long begin = System.nanoTime();
      go.countDown();
      TimeUnit.SECONDS.sleep(seconds);
      double wall = (System.nanoTime() - begin) / 1e9;
      double done = batches.get();
      double engineSeconds = (threads.getThreadCpuTime(engineThread.get()) - own) / 1e9;
      double otherSeconds = (cpu() - cpu) / 1e9 - engineSeconds;
      run.control().stop();
      run.await();
      return new Slice(
          done / wall,
          1e3 * engineSeconds / done,
          100 * otherSeconds / wall,
          clients.isPresent() ? last(clients.get()) : "");
    }
  }

  private static ServerSettings settings(Path place) throws IOException {
    List<ServerSettings.TokenFile> tokens = new ArrayList<>();
    for (Role role : List.of(Role.WATCH, Role.OWN)) {
      Path file = place.resolve(role + ".token");
      SecretFile.write(file, WatchingClients.token(role));
      tokens.add(new ServerSettings.TokenFile(role, file));
    }
    return new ServerSettings(
        ServerAddress.parse("127.0.0.1:0"), tokens, Optional.empty(), Map.of(), place);
  }

  private static void serve(RunServer server) {
    try {
      server.serve();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** The clients in a process of their own; returns when all of them follow. */
  private Process clients(RunServer server, HostedRun run) throws Exception {
    // a machine of their own takes none of the engine's cores: here the last one, when it is idle
    Process process =
        new ProcessBuilder(
                "chrt",
                "--idle",
                "0",
                "taskset",
                "-c",
                Integer.toString(Runtime.getRuntime().availableProcessors() - 1),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ServiceFigures.class.getName(),
                CLIENTS,
                "127.0.0.1:" + server.port(),
                server.fingerprint(),
                Integer.toString(watchers),
                folder.resolve("mirrors-" + server.port()).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    while (run.viewers() < watchers + 2 && process.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return process;
  }

  private static String last(Process clients) throws IOException {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(clients.getInputStream(), StandardCharsets.UTF_8))) {
      return String.valueOf(out.lines().reduce((before, line) -> line).orElse("no clients"));
    }
  }
}
