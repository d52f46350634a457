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
 * for every phase the images per second of the engine with the window over those without, all turns
 * together: a phase is shorter than a turn, so single turns say little. The first seconds, in which
 * Java compiles, do not count.
 */
final class EngineShareBenchmark {
  private static final int ROUNDS = 12;
  private static final long SETTLE_MILLIS = 1500;
  private static final long WARM_NANOS = 20_000_000_000L;

  /** Images and seconds of one phase in all turns of a kind. */
  private static final class Speed {
    private double images;
    private double seconds;

    private double perSecond() {
      return images / seconds;
    }
  }

  private final EventChannel channel = new EventChannel();
  private final List<GrowthEvent> missed = new ArrayList<>();
  private final Map<Phase, Speed> with = new EnumMap<>(Phase.class);
  private final Map<Phase, Speed> without = new EnumMap<>(Phase.class);
  private GrowthEvent.PhaseProgress last;
  private long lastNanos;
  private boolean live = true;
  private boolean counts;

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
    while (System.nanoTime() - begin < seconds * 1e9) {
      Thread.sleep(Math.round(1000 * perTurn));
      finishTurn();
      boolean show = isLive();
      FxWork.on(
          () -> {
            if (show) {
              stage[0].show();
            } else {
              stage[0].hide();
            }
          });
      // a window that comes is styled anew, which a window that stays does once
      Thread.sleep(SETTLE_MILLIS);
      beginTurn(System.nanoTime() - begin > WARM_NANOS);
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
      if (counts
          && last != null
          && last.phase() == progress.phase()
          && progress.done() > last.done()) {
        Speed speed =
            (live ? with : without).computeIfAbsent(progress.phase(), phase -> new Speed());
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

  /** What happens while the window comes or goes belongs to neither kind of turn. */
  private synchronized void finishTurn() {
    counts = false;
    live = !live;
    if (live) {
      channel.acceptAll(missed);
      missed.clear();
    }
  }

  private synchronized void beginTurn(boolean warm) {
    last = null;
    counts = warm;
  }

  private synchronized void report() {
    with.forEach(
        (phase, speed) -> {
          Speed other = without.get(phase);
          if (other != null) {
            System.out.printf(
                Locale.ROOT,
                "%-8s with the window %.0f images/s (%.1f s), without %.0f (%.1f s): %.3f%n",
                phase,
                speed.perSecond(),
                speed.seconds,
                other.perSecond(),
                other.seconds,
                speed.perSecond() / other.perSecond());
          }
        });
    System.out.printf(
        Locale.ROOT,
        "load %.1f%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
