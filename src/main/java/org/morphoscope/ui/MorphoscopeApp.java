package org.morphoscope.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts JavaFX with the window. No {@code Application} class, so nothing has to be static. */
public final class MorphoscopeApp {
  private static final Logger LOG = LoggerFactory.getLogger(MorphoscopeApp.class);

  private final Services services;

  public MorphoscopeApp(Services services) {
    this.services = services;
  }

  /** Shows the window and returns when it is open; JavaFX goes on until it is closed. */
  public void launch() throws InterruptedException {
    launch(Optional.empty());
  }

  /**
   * As {@link #launch()}.
   *
   * @param run folder of a recorded run to show at its beginning
   */
  public void launch(Optional<Path> run) throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    Platform.startup(
        () -> {
          try {
            MorphoscopeWindow window = new MorphoscopeWindow(new Stage(), services);
            window.setOnComplete(() -> logTime("window complete"));
            window.show();
            AfterFrames.firstPainted(() -> logTime("window shown, can be used"));
            run.ifPresent(window::replay);
          } finally {
            open.countDown();
          }
        });
    open.await();
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
