package org.morphoscope.ui;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.morphoscope.compute.Backend;
import org.morphoscope.growth.Decider;
import org.morphoscope.growth.GrowthEvent;
import org.morphoscope.growth.NumericEngineFactory;
import org.morphoscope.growth.Phase;
import org.morphoscope.growth.RunConfig;
import org.morphoscope.service.LocalGrowthService;

/**
 * What a live window costs the engine: one run, during which a window of 1280x800 follows for some
 * seconds and is hidden for as many, in turn. Arguments: SECONDS of all, SECONDS of a turn. Prints
 * for every phase the images per second of the engine with the window over those without (medians
 * of the turns).
 */
final class EngineShareBenchmark {
  private static final int ROUNDS = 6;
  private static final long WARM_NANOS = 20_000_000_000L;

  /** Images and seconds of one phase in one turn. */
  private static final class Speed {
    private double images;
    private double seconds;
  }

  private final EventChannel channel = new EventChannel();
  private final List<GrowthEvent> missed = new ArrayList<>();
  private final Map<Phase, List<Double>> with = new EnumMap<>(Phase.class);
  private final Map<Phase, List<Double>> without = new EnumMap<>(Phase.class);
  private final Map<Phase, Speed> turn = new EnumMap<>(Phase.class);
  private GrowthEvent.PhaseProgress last;
  private long lastNanos;
  private boolean live = true;

  private EngineShareBenchmark() {}

  public static void main(String[] args) throws Exception {
    Platform.startup(() -> {});
    Platform.setImplicitExit(false);
    double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 180;
    double perTurn = args.length > 1 ? Double.parseDouble(args[1]) : 5;
    new EngineShareBenchmark().run(seconds, perTurn);
    System.exit(0);
  }

  private void run(double seconds, double perTurn) throws Exception {
    Path runs = Files.createTempDirectory("share");
    // two threads that load it at the same time would wait for each other
    service().describeBackend();
    Stage[] stage = new Stage[1];
    FxWork.on(
        () -> {
          MemoryPreferences preferences = new MemoryPreferences();
          preferences.put("reduceMotion", "true");
          stage[0] = new Stage();
          stage[0].setWidth(1280);
          stage[0].setHeight(800);
          RunConfig none = RunConfig.standard("generated", "tiny", ROUNDS, 1);
          MorphoscopeWindow window =
              new MorphoscopeWindow(
                  stage[0],
                  FakeServices.of(EngineShareBenchmark::service, none, runs, preferences));
          window.show();
          window.connect(channel);
        });
    RunConfig config = RunConfig.standard("generated", "tiny", ROUNDS, 1);
    service().start(config, runs.resolve("run"), Decider.automatic(), this::take);
    long begin = System.nanoTime();
    boolean warm = false;
    while (System.nanoTime() - begin < seconds * 1e9) {
      Thread.sleep(Math.round(1000 * perTurn));
      finishTurn(warm);
      warm = System.nanoTime() - begin > WARM_NANOS;
      boolean show = isLive();
      FxWork.on(
          () -> {
            if (show) {
              stage[0].show();
            } else {
              stage[0].hide();
            }
          });
    }
    report();
  }

  private static LocalGrowthService service() {
    return new LocalGrowthService(
        new NumericEngineFactory(Backend::load),
        "benchmark",
        () -> Backend.load().summary(),
        Clock.systemUTC(),
        System::nanoTime);
  }

  /** Called on the engine's thread. What a hidden window misses, it gets when it is shown again. */
  private synchronized void take(GrowthEvent event) {
    if (live) {
      channel.accept(event);
    } else {
      missed.add(event);
    }
    if (event instanceof GrowthEvent.PhaseProgress progress) {
      long now = System.nanoTime();
      if (last != null && last.phase() == progress.phase() && progress.done() > last.done()) {
        Speed speed = turn.computeIfAbsent(progress.phase(), phase -> new Speed());
        speed.images += progress.done() - last.done();
        speed.seconds += (now - lastNanos) / 1e9;
      }
      last = progress;
      lastNanos = now;
    }
  }

  private synchronized boolean isLive() {
    return live;
  }

  private synchronized void finishTurn(boolean counts) {
    Map<Phase, List<Double>> speeds = live ? with : without;
    turn.forEach(
        (phase, speed) -> {
          if (counts && speed.seconds > 1) {
            speeds.computeIfAbsent(phase, p -> new ArrayList<>()).add(speed.images / speed.seconds);
          }
        });
    turn.clear();
    last = null;
    live = !live;
    if (live) {
      channel.acceptAll(missed);
      missed.clear();
    }
  }

  private synchronized void report() {
    with.forEach(
        (phase, speeds) -> {
          List<Double> others = without.getOrDefault(phase, List.of());
          if (!others.isEmpty()) {
            System.out.printf(
                Locale.ROOT,
                "%-8s with the window %.0f images/s (%d turns), without %.0f (%d turns): %.3f%n",
                phase,
                median(speeds),
                speeds.size(),
                median(others),
                others.size(),
                median(speeds) / median(others));
          }
        });
    System.out.printf(
        Locale.ROOT,
        "load %.1f%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
