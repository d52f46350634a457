package org.morphoscope.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.morphoscope.ui.frame.AfterFrames;
import org.morphoscope.ui.kit.AppIcon;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.shell.MorphoscopeWindow;
import org.morphoscope.ui.shell.WindowDress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts JavaFX with the window. No {@code Application} class, so nothing has to be static. */
public final class MorphoscopeApp {
  private static final Logger LOG = LoggerFactory.getLogger(MorphoscopeApp.class);

  /** Warns at every start that JavaFX comes from the class path; it works from there. */
  private static final java.util.logging.Logger JAVAFX =
      java.util.logging.Logger.getLogger("javafx");

  private final Services services;

  /**
   * Starts nothing yet.
   *
   * @param services what the window gets from outside
   */
  public MorphoscopeApp(Services services) {
    this.services = services;
  }

  /**
   * Shows the window and returns when it is open; JavaFX goes on until it is closed.
   *
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public void launch() throws InterruptedException {
    launch(window -> {});
  }

  /**
   * As {@link #launch()}.
   *
   * @param first told the window once it is on the screen, on the JavaFX thread
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public void launch(Consumer<MorphoscopeWindow> first) throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    StyleReader styles =
        new StyleReader(WindowDress.firstTheme(services.preferences()), WindowDress.style());
    styles.start();
    JAVAFX.setFilter(record -> !isAboutClassPath(record.getMessage()));
    Platform.startup(
        () -> {
          try {
            styles.join();
            Stage stage = new Stage();
            AppIcon.on(stage);
            MorphoscopeWindow window = new MorphoscopeWindow(stage, services);
            Thread.setDefaultUncaughtExceptionHandler(window.unexpected());
            window.setOnComplete(() -> logTime("window complete"));
            // before the window does more after its first picture
            AfterFrames.firstPainted(() -> logTime("window shown, can be used"));
            window.show();
            first.accept(window);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            open.countDown();
          }
        });
    open.await();
  }

  private static boolean isAboutClassPath(String message) {
    return message != null && message.startsWith("Unsupported JavaFX configuration");
  }

  /** Tells the log how long the start took. */
  private static void logTime(String what) {
    ProcessHandle.current()
        .info()
        .startInstant()
        .ifPresent(
            start ->
                LOG.info(
                    "{} {} ms after the start of the process",
                    what,
                    Duration.between(start, Instant.now()).toMillis()));
  }
}
