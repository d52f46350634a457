package org.morphoscope.ui.shell;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;
import org.morphoscope.cli.Cli;
import org.morphoscope.cli.FakeProgram;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.RunService;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.service.local.EngineLaunch;
import org.morphoscope.service.local.ProcessRunService;
import org.morphoscope.service.remote.ScoresEngine;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.session.Services;

/**
 * From scores in the engine to the frame that shows them: an engine's process makes scores of 1,300
 * candidates every 150 ms, each with the time as its number of images, which both processes read
 * off one clock; the window paints its heat map of scores of that number. The time is taken in the
 * frame after, when it was painted. Argument: SECONDS (60). Linux only.
 */
public final class EventToPixel {
  private static final int LAYERS = 10;
  private static final int WIDTH = 65;
  private static final double BUSY_MILLIS = 20;
  private static final long REST_MILLIS = 130;
  private static final int FIRST_LEFT_OUT = 20;

  private final List<Double> arrived = Collections.synchronizedList(new ArrayList<>());
  private final List<Double> millis = new ArrayList<>();
  private MorphoscopeWindow window;
  private long shown;
  private long before;

  private EventToPixel() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("serve")) {
      System.exit(Cli.create(FakeProgram.environment(engine()), List.of()).execute(args));
    }
    Platform.startup(() -> {});
    new EventToPixel().run(args.length > 0 ? Integer.parseInt(args[0]) : 60);
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    System.exit(0);
  }

  private static long micros() {
    return System.nanoTime() / 1000;
  }

  private static int[] widths() {
    int[] widths = new int[LAYERS];
    Arrays.fill(widths, WIDTH);
    return widths;
  }

  private static LocalGrowthService engine() {
    return new LocalGrowthService(
        config ->
            new ScoresEngine(
                new FakeEngine(config, new FakeEngine.Script()),
                widths(),
                BUSY_MILLIS,
                new CountDownLatch(0),
                new AtomicLong(),
                new AtomicLong()) {
              @Override
              protected long samples(long batch) {
                try {
                  TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return micros();
              }
            },
        "figures",
        () -> "no numerics",
        Clock.systemUTC(),
        System::nanoTime);
  }

  private static EngineLaunch launch(Path folder) {
    return new EngineLaunch(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            EventToPixel.class.getName()),
        Map.of(),
        folder.resolve("log"));
  }

  private void run(int seconds) throws Exception {
    Path folder = Files.createTempDirectory("pixel");
    Services plain = FakeServices.of(new int[] {8, 8}, 1, 1, folder);
    RunConfig config = RunConfig.standard("generated", "tiny", 1, 1);
    RunConfig wide =
        config.withSeedNet(config.seedNet().with(FakeRun.chain(widths()), Optional.empty()));
    Services services =
        new Services(
            () ->
                heard(
                    RunService.class,
                    new ProcessRunService(
                        launch(folder),
                        folder.resolve("runs"),
                        folder.resolve("s"),
                        ClientProfile.window("figures", "figures"))),
            plain.data(),
            plain.replay(),
            plain.calibration(),
            folder.resolve("runs"),
            wide,
            plain.preferences(),
            List.of());
    FxWork.on(
        () -> {
          Stage stage = new Stage();
          window = new MorphoscopeWindow(stage, services);
          window.show();
          stage.setWidth(1280);
          stage.setHeight(800);
        });
    boolean[] begun = new boolean[1];
    while (!begun[0]) {
      Thread.sleep(50);
      FxWork.on(
          () -> {
            Node button = window.scene().lookup("#grow-generated");
            if (button != null && !button.isDisabled()) {
              ((ButtonBase) button).fire();
              begun[0] = true;
            }
          });
    }
    AnimationTimer frames =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            frame();
          }
        };
    FxWork.on(frames::start);
    Thread.sleep(1000L * seconds);
    FxWork.on(frames::stop);
    report();
  }

  /** The same, but that scores are noted when they reach the client. */
  private <T> T heard(Class<T> type, T inner) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, given) -> {
              Object[] args = given == null ? new Object[0] : given.clone();
              for (int i = 0; i < args.length; i++) {
                if (args[i] instanceof RunListener listener) {
                  args[i] = heard(RunListener.class, listener);
                } else if (args[i] instanceof GrowthEvent.ScoresUpdated scores) {
                  arrived.add((micros() - scores.samples()) / 1e3);
                }
              }
              try {
                return method.invoke(inner, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private void frame() {
    if (shown > before) {
      millis.add((micros() - shown) / 1e3);
      before = shown;
    }
    shown = samplesOnShow();
  }

  /** Number of images of the scores that the heat map of this frame is painted from. */
  private long samplesOnShow() {
    try {
      Object net = read(read(window, "views"), "graph");
      Object moment = read(read(net, "net"), "moment");
      return moment == null ? 0 : ((RunSnapshot) moment).samples();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the window's classes are others now", e);
    }
  }

  private static Object read(Object of, String field) throws ReflectiveOperationException {
    Field found = of.getClass().getDeclaredField(field);
    found.setAccessible(true);
    return found.get(of);
  }

  private void report() {
    String net = 2 * LAYERS * WIDTH + " candidates";
    System.out.println(Texts.of("scores of %s, to the client: %s", net, words(arrived)));
    System.out.println(Texts.of("scores of %s, to the pixel: %s", net, words(millis)));
  }

  private static String words(List<Double> times) {
    double[] sorted;
    synchronized (times) {
      sorted =
          times.stream().skip(FIRST_LEFT_OUT).mapToDouble(Double::doubleValue).sorted().toArray();
    }
    return sorted.length == 0
        ? "none came"
        : Texts.of(
            "%d of them, p50 %.0f, p95 %.0f, longest %.0f ms",
            sorted.length,
            sorted[sorted.length / 2],
            sorted[(int) (0.95 * sorted.length)],
            sorted[sorted.length - 1]);
  }
}
