package org.morphoscope.ui.shell;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.engine.NumericEngineFactory;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Phase;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.ui.session.EventChannel;

/**
 * What a live window costs the engine: one run, which a window of 1280x800 follows in every other
 * round and is hidden in the others. Nothing of what is proposed is applied, so that every round
 * computes the same. Arguments: ROUNDS, the NET. Prints for every phase the median of the seconds
 * that it takes without the window over the median of those with it: its share of the full speed.
 * The first rounds, in which Java compiles, do not count.
 */
final class EngineShareBenchmark {
  private static final int WARM_ROUNDS = 8;
  private static final long SETTLE_MILLIS = 1500;

  /** The others are over in a moment. */
  private static final Set<Phase> COUNTED =
      EnumSet.of(Phase.TRAIN, Phase.REFRESH, Phase.LEARN, Phase.SCORE, Phase.EVALUATE);

  private final EventChannel channel = new EventChannel();
  private final List<GrowthEvent> missed = new ArrayList<>();
  private final Map<Phase, List<Double>> with = new EnumMap<>(Phase.class);
  private final Map<Phase, List<Double>> without = new EnumMap<>(Phase.class);
  private final Stage[] stage = new Stage[1];
  private int round;

  private EngineShareBenchmark() {}

  public static void main(String[] args) throws Exception {
    Platform.startup(() -> {});
    Platform.setImplicitExit(false);
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 40;
    String net = args.length > 1 ? args[1] : "resnet-small";
    new EngineShareBenchmark().run(RunConfig.standard("generated", net, rounds, 1));
    System.exit(0);
  }

  private void run(RunConfig config) throws Exception {
    Path runs = Files.createTempDirectory("share");
    FxWork.on(
        () -> {
          MemoryPreferences preferences = new MemoryPreferences();
          preferences.put("reduceMotion", "true");
          stage[0] = new Stage();
          stage[0].setWidth(1280);
          stage[0].setHeight(800);
          MorphoscopeWindow window =
              new MorphoscopeWindow(
                  stage[0],
                  FakeServices.of(EngineShareBenchmark::service, config, runs, preferences));
          window.show();
          window.connect(channel);
        });
    service().start(config, runs.resolve("run"), EngineShareBenchmark::leave, this::take).await();
    report();
  }

  private static Decision leave(Proposal proposal) {
    return new Decision(List.of(), List.of(), List.of(), List.of(), Decision.By.POLICY);
  }

  private static LocalGrowthService service() {
    return new LocalGrowthService(
        new NumericEngineFactory(Backend::load),
        "benchmark",
        () -> Backend.load().summary(),
        Clock.systemUTC(),
        System::nanoTime);
  }

  /** Called on the engine's thread, which waits while the window comes or goes. */
  private void take(GrowthEvent event) {
    if (event instanceof GrowthEvent.PhaseStarted started && started.round() != round) {
      round = started.round();
      turn();
    }
    if (isLive()) {
      channel.accept(event);
    } else {
      missed.add(event);
    }
    if (event instanceof GrowthEvent.PhaseFinished finished && round > WARM_ROUNDS) {
      (isLive() ? with : without)
          .computeIfAbsent(finished.phase(), phase -> new ArrayList<>())
          .add(finished.seconds());
    }
  }

  private boolean isLive() {
    return round % 2 == 0;
  }

  /** What a hidden window missed, it gets when it is shown again. */
  private void turn() {
    try {
      if (isLive()) {
        channel.acceptAll(missed);
        missed.clear();
        FxWork.on(stage[0]::show);
      } else {
        FxWork.on(stage[0]::hide);
      }
      // a window that comes is styled anew, which a window that stays does once
      Thread.sleep(SETTLE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void report() {
    for (Phase phase : COUNTED) {
      List<Double> seconds = with.getOrDefault(phase, List.of());
      List<Double> alone = without.getOrDefault(phase, List.of());
      if (!seconds.isEmpty() && !alone.isEmpty()) {
        System.out.printf(
            Locale.ROOT,
            "%-8s with the window %.3f s (n %d), without %.3f s (n %d): %.3f of full speed%n",
            phase,
            median(seconds),
            seconds.size(),
            median(alone),
            alone.size(),
            median(alone) / median(seconds));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "load %.1f%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
