package org.morphoscope.ui;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.morphoscope.compute.Backend;
import org.morphoscope.growth.Decider;
import org.morphoscope.growth.NumericEngineFactory;
import org.morphoscope.growth.RoundSummary;
import org.morphoscope.growth.RunConfig;
import org.morphoscope.journal.RunReader;
import org.morphoscope.service.GrowthService;
import org.morphoscope.service.LocalGrowthService;

/**
 * What a live window costs the engine: the same small run with and without a window of 1280x800, in
 * turn. Arguments: TURNS. Prints the speed with the window over the speed without, for training and
 * for everything else of a round.
 */
final class EngineShareBenchmark {
  private static final int ROUNDS = 2;
  private static final long PATIENCE_MINUTES = 10;

  private final Path runs = Files.createTempDirectory("share");
  private final RunConfig config = RunConfig.standard("generated", "tiny", ROUNDS, 1);
  private int count;

  private EngineShareBenchmark() throws Exception {}

  public static void main(String[] args) throws Exception {
    Platform.startup(() -> {});
    Platform.setImplicitExit(false);
    new EngineShareBenchmark().run(args.length > 0 ? Integer.parseInt(args[0]) : 3);
    System.exit(0);
  }

  private void run(int turns) throws Exception {
    headless();
    double[] training = new double[turns];
    double[] scoring = new double[turns];
    for (int i = 0; i < turns; i++) {
      List<RoundSummary> without = headless();
      List<RoundSummary> with = windowed();
      training[i] = ratio(without, with, RoundSummary::secondsTraining);
      scoring[i] = ratio(without, with, RoundSummary::secondsScoring);
      System.out.printf(
          Locale.ROOT,
          "turn %d: training %.3f, scoring %.3f, load %.1f%n",
          i + 1,
          training[i],
          scoring[i],
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
    Arrays.sort(training);
    Arrays.sort(scoring);
    System.out.printf(
        Locale.ROOT,
        "median of the speed with the window over that without: training %.3f, scoring %.3f%n",
        training[turns / 2],
        scoring[turns / 2]);
  }

  private static double ratio(
      List<RoundSummary> without, List<RoundSummary> with, Function<RoundSummary, Double> seconds) {
    return sum(without, seconds) / sum(with, seconds);
  }

  private static double sum(List<RoundSummary> rounds, Function<RoundSummary, Double> seconds) {
    return rounds.stream().mapToDouble(seconds::apply).sum();
  }

  private static GrowthService service() {
    return new LocalGrowthService(
        new NumericEngineFactory(Backend::load),
        "benchmark",
        () -> Backend.load().summary(),
        Clock.systemUTC(),
        System::nanoTime);
  }

  private List<RoundSummary> headless() throws Exception {
    Path folder = runs.resolve("headless" + count++);
    service().start(config, folder, Decider.automatic(), event -> {}).await();
    return RunReader.open(folder).summaries();
  }

  private List<RoundSummary> windowed() throws Exception {
    Path folder = Files.createDirectory(runs.resolve("window" + count++));
    CompletableFuture<MorphoscopeWindow> opened = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          MemoryPreferences preferences = new MemoryPreferences();
          preferences.put("decisions", "AUTOMATIC");
          preferences.put("reduceMotion", "true");
          Stage stage = new Stage();
          stage.setWidth(1280);
          stage.setHeight(800);
          MorphoscopeWindow window =
              new MorphoscopeWindow(
                  stage,
                  FakeServices.of(EngineShareBenchmark::service, config, folder, preferences));
          window.show();
          ((Button) window.scene().lookup("#grow-generated")).fire();
          opened.complete(window);
        });
    MorphoscopeWindow window = opened.get(1, TimeUnit.MINUTES);
    List<RoundSummary> rounds = List.of();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
    while (rounds.size() <= ROUNDS && System.nanoTime() < end) {
      Thread.sleep(500);
      try (var folders = Files.list(folder)) {
        for (Path run : folders.toList()) {
          if (Files.exists(run.resolve("summary.json"))) {
            rounds = RunReader.open(run).summaries();
          }
        }
      }
    }
    Platform.runLater(window::close);
    return rounds;
  }
}
