package org.morphoscope.ui.shell;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.morphoscope.history.Recording;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.session.EventChannel;
import org.morphoscope.ui.session.Services;

/**
 * How smooth the window is: a net of 20 layers (or as many as wanted) of 512 channels whose scores
 * stream at 10 Hz while the graph is panned at three zooms, and the time until 200 layers are on
 * show. Arguments: SECONDS_PER_ZOOM [LAYERS]. Figures only mean something on a quiet machine, so
 * the load is printed too.
 */
final class WindowBenchmark {
  private static final int WIDTH = 512;
  private static final int NEW = 8;
  private static final long TICK_MILLIS = 100;
  private static final double[] WHEEL = {0, 800, 420, 420};

  private final double seconds;
  private final int layerCount;
  private final AtomicBoolean streaming = new AtomicBoolean(true);
  private MorphoscopeWindow window;

  private WindowBenchmark(double seconds, int layerCount) {
    this.seconds = seconds;
    this.layerCount = layerCount;
  }

  public static void main(String[] args) throws Exception {
    Platform.startup(() -> {});
    double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 5;
    new WindowBenchmark(seconds, args.length > 1 ? Integer.parseInt(args[1]) : 20).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Path runs = Files.createTempDirectory("bench");
    Files.writeString(Files.createDirectory(runs.resolve("deep")).resolve("run.json"), "{}");
    Services fake = FakeServices.of(new int[] {8, 8}, 1, 1, runs);
    Services services =
        new Services(
            fake.growth(),
            fake.data(),
            folder ->
                folder.endsWith("deep")
                    ? List.of(started(chain(200, 32)))
                    : RunReader.open(folder).allEvents(),
            fake.calibration(),
            runs,
            fake.firstRun(),
            fake.preferences(),
            List.of());
    FxWork.on(
        () -> {
          Stage stage = new Stage();
          window = new MorphoscopeWindow(stage, services);
          window.show();
          stage.setWidth(1280);
          stage.setHeight(800);
        });
    Thread.sleep(3000);
    say("load %.1f, Java %s", load(), System.getProperty("java.version"));
    deep(runs.resolve("deep"));
    moments(Path.of("samples", "generated-tiny"));
    Architecture wide = chain(layerCount, WIDTH);
    EventChannel channel = new EventChannel();
    FxWork.on(() -> window.connect(channel));
    channel.accept(started(wide));
    Thread stream = new Thread(() -> stream(channel), "stream");
    stream.setDaemon(true);
    stream.start();
    Thread.sleep(4000);
    double wheel = 0;
    for (double further : WHEEL) {
      wheel += further;
      double turned = further;
      FxWork.on(() -> scroll(turned));
      Thread.sleep(1000);
      measure(wheel);
    }
    streaming.set(false);
  }

  private static GrowthEvent started(Architecture net) {
    return new GrowthEvent.RunStarted(
        "bench-" + net.channels().size(),
        0,
        RunConfig.standard("generated", "tiny", 1, 1),
        net,
        9000,
        1000,
        0,
        List.of("a", "b"),
        "none",
        "0",
        List.of());
  }

  private static Architecture chain(int layers, int width) {
    int[] widths = new int[layers];
    Arrays.fill(widths, width);
    List<List<ChannelInfo>> channels = new ArrayList<>();
    int id = 0;
    for (int layer = 0; layer < layers; layer++) {
      List<ChannelInfo> infos = new ArrayList<>();
      for (int c = 0; c < width; c++) {
        infos.add(new ChannelInfo(id++, -1, 0));
      }
      channels.add(infos);
    }
    return new Architecture(FakeRun.chain(widths), channels);
  }

  private void stream(EventChannel channel) {
    Random random = new Random(1);
    channel.accept(new GrowthEvent.PhaseStarted(1, Phase.SCORE, 100_000));
    long samples = 0;
    while (streaming.get()) {
      samples += 128;
      List<LayerScores> layers = new ArrayList<>();
      for (int layer = 0; layer < layerCount; layer++) {
        double error = 1e-3 / Math.sqrt(samples / 128.0);
        layers.add(
            new LayerScores(
                noise(random, WIDTH, 1e-3),
                constant(WIDTH, error),
                noise(random, WIDTH, 1e-3),
                noise(random, WIDTH, 1e-3),
                constant(WIDTH, error),
                noise(random, WIDTH, 1e-3),
                constant(WIDTH, 1),
                constant(WIDTH, 1),
                noise(random, NEW, 1e-3),
                constant(NEW, error),
                noise(random, NEW, 1e-3)));
      }
      channel.accept(new GrowthEvent.ScoresUpdated(1, samples, 100_000, layers, Optional.empty()));
      try {
        Thread.sleep(TICK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static double[] noise(Random random, int count, double size) {
    return random.doubles(count, -size, size).toArray();
  }

  private static double[] constant(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  private GraphView graph() {
    return (GraphView) window.scene().lookup("#graph-view");
  }

  private void deep(Path folder) throws Exception {
    long start = System.nanoTime();
    FxWork.on(() -> window.open(folder));
    boolean[] there = new boolean[1];
    while (!there[0]) {
      Thread.sleep(2);
      FxWork.on(() -> there[0] = graph().shownWidths().size() == 200);
    }
    // two more frames, so that it was painted
    FxWork.on(() -> {});
    Thread.sleep(34);
    FxWork.on(() -> {});
    say("200 layers on show after %.2f s", (System.nanoTime() - start) / 1e9);
  }

  /** Every moment of a recorded run, one after another. */
  private void moments(Path run) throws Exception {
    FxWork.on(() -> window.open(run));
    boolean[] there = new boolean[1];
    while (!there[0]) {
      Thread.sleep(50);
      FxWork.on(() -> there[0] = window.player().recording().entries().size() > 1);
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Double> wall = new ArrayList<>();
    List<Double> work = new ArrayList<>();
    for (int pass = 0; pass < 2; pass++) {
      wall.clear();
      work.clear();
      for (Recording.Entry entry : List.copyOf(window.player().recording().entries())) {
        FxWork.on(
            () -> {
              long start = System.nanoTime();
              long cpu = threads.getCurrentThreadCpuTime();
              window.player().show(entry.number());
              work.add((threads.getCurrentThreadCpuTime() - cpu) / 1e6);
              wall.add((System.nanoTime() - start) / 1e6);
            });
        Thread.sleep(5);
      }
    }
    wall.sort(null);
    work.sort(null);
    say(
        "%d moments of a run: median %.1f ms, longest %.1f ms; processor median %.1f ms, longest"
            + " %.1f ms",
        wall.size(),
        wall.get(wall.size() / 2),
        wall.get(wall.size() - 1),
        work.get(work.size() / 2),
        work.get(work.size() - 1));
  }

  private void scroll(double delta) {
    Pane pane = graph().viewport();
    if (delta != 0) {
      Event.fireEvent(
          pane,
          new ScrollEvent(
              ScrollEvent.SCROLL,
              pane.getWidth() / 2,
              pane.getHeight() / 2,
              0,
              0,
              false,
              false,
              false,
              false,
              false,
              false,
              0,
              delta,
              0,
              delta,
              ScrollEvent.HorizontalTextScrollUnits.NONE,
              0,
              ScrollEvent.VerticalTextScrollUnits.NONE,
              0,
              0,
              null));
    }
  }

  private void measure(double wheel) throws Exception {
    List<Double> gaps = new ArrayList<>();
    List<Double> work = new ArrayList<>();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    AnimationTimer timer =
        new AnimationTimer() {
          private long last;
          private long lastCpu;
          private int frame;

          @Override
          public void handle(long now) {
            long real = System.nanoTime();
            if (last != 0) {
              gaps.add((real - last) / 1e6);
              work.add((threads.getCurrentThreadCpuTime() - lastCpu) / 1e6);
            }
            last = real;
            lastCpu = threads.getCurrentThreadCpuTime();
            pan(frame++);
          }
        };
    FxWork.on(timer::start);
    Thread.sleep(Math.round(1000 * seconds));
    FxWork.on(timer::stop);
    List<Double> sorted = gaps.stream().sorted().toList();
    double sum = gaps.stream().mapToDouble(Double::doubleValue).sum();
    List<Double> works = work.stream().sorted().toList();
    double worked = work.stream().mapToDouble(Double::doubleValue).sum();
    say(
        "JavaFX thread: %.0f %% of a core; per frame mean %.1f ms, median %.1f ms, longest %.1f ms",
        100 * worked / sum,
        worked / work.size(),
        works.get(works.size() / 2),
        works.get(works.size() - 1));
    say(
        "wheel %4.0f: %5.1f pulses/s, frame median %.1f ms, p99 %.1f ms, longest %.1f ms (load %.1f)",
        wheel,
        1000 * gaps.size() / sum,
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 99 / 100),
        sorted.get(sorted.size() - 1),
        load());
  }

  /** A hand that drags the graph in circles. */
  private void pan(int frame) {
    double x = 300 + 120 * Math.cos(frame / 20.0);
    double y = 200 + 80 * Math.sin(frame / 20.0);
    if (frame == 0) {
      mouse(MouseEvent.MOUSE_PRESSED, x, y);
    }
    mouse(MouseEvent.MOUSE_DRAGGED, x, y);
  }

  private void mouse(EventType<MouseEvent> type, double x, double y) {
    Event.fireEvent(
        graph().viewport(),
        new MouseEvent(
            type,
            x,
            y,
            x,
            y,
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            true,
            false,
            false,
            false,
            false,
            false,
            null));
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
