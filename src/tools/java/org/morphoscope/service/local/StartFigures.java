package org.morphoscope.service.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.morphoscope.Main;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.engine.NumericEngineFactory;
import org.morphoscope.run.Asking;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.Ask;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.ThreadRunService;
import org.morphoscope.service.client.ClientProfile;

/**
 * From the start of Java to the first question of a run on generated images, with the engine in a
 * thread and in a process of its own, in alternation, and the resident memory of all processes
 * then; with the options of Java that this was started with, an archive of classes ({@code
 * -XX:SharedArchiveFile=F -Dmorphoscope.classes=F}) for example. Argument: PAIRS (5). Linux only:
 * memory is read from {@code /proc}.
 */
public final class StartFigures {
  private StartFigures() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 2) {
      once(args[0], Path.of(args[1]));
      return;
    }
    int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Path folder = Files.createTempDirectory("start-figures");
    List<Double> differences = new ArrayList<>();
    for (int pair = 1; pair <= pairs; pair++) {
      List<String> order =
          pair % 2 == 0 ? List.of("thread", "process") : List.of("process", "thread");
      double[] seconds = new double[2];
      for (String kind : order) {
        String line = child(kind, folder.resolve(kind + pair));
        System.out.println(line);
        seconds[kind.equals("thread") ? 0 : 1] = Double.parseDouble(line.split(" ")[1]);
      }
      differences.add(seconds[1] - seconds[0]);
    }
    differences.sort(Double::compare);
    System.out.println(
        String.format(
            Locale.ROOT,
            "the first question comes %.2f s later from a process (median of %d pairs)",
            differences.get(differences.size() / 2),
            pairs));
  }

  private static String child(String kind, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            StartFigures.class.getName(),
            kind,
            folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return out.lines()
          .filter(line -> line.startsWith(kind))
          .findFirst()
          .orElseThrow(() -> new IOException("the child said nothing"));
    }
  }

  private static void once(String kind, Path folder) throws Exception {
    Files.createDirectories(folder);
    RunService service = kind.equals("thread") ? thread(folder) : process(folder);
    LiveRun run =
        service.start(
            new RunStart(
                "run", RunConfig.standard("generated", "tiny", 1, 1), new Ask(Asking.Mode.ASK, 1)),
            (number, event) -> {});
    while (run.asking().pending().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    double seconds =
        Duration.between(ProcessHandle.current().info().startInstant().orElseThrow(), Instant.now())
                .toMillis()
            / 1e3;
    StringBuilder memory = new StringBuilder(megabytes(ProcessHandle.current().pid()));
    for (ProcessHandle child : ProcessHandle.current().children().toList()) {
      memory.append(" + ").append(megabytes(child.pid()));
    }
    System.out.println(
        String.format(Locale.ROOT, "%s %.2f s, %s MB resident", kind, seconds, memory));
    run.control().stop();
    run.await();
    ProcessHandle.current().children().forEach(ProcessHandle::destroy);
    System.exit(0);
  }

  private static String megabytes(long process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.toString(Long.parseLong(line.replaceAll("\\D", "")) / 1024))
        .findFirst()
        .orElse("?");
  }

  private static RunService thread(Path folder) {
    LocalGrowthService engine =
        new LocalGrowthService(
            NumericEngineFactory.byThreads(threads -> Backend.load()),
            "figures",
            () -> Backend.load().summary(),
            Clock.systemUTC(),
            System::nanoTime);
    return new ThreadRunService(new HostedRuns(engine, folder, System::nanoTime));
  }

  private static RunService process(Path folder) {
    EngineLaunch launch =
        EngineLaunch.ofThisProgram(
            Main.class.getName(), folder.resolve("log"), System::getProperty, System::getenv);
    return new ProcessRunService(
        launch,
        folder.resolve("runs"),
        folder.resolve("engine"),
        ClientProfile.window("figures", "figures"));
  }
}
