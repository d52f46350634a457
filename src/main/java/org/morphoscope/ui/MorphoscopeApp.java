package org.morphoscope.ui;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Starts JavaFX with the window. No {@code Application} class, so nothing has to be static. */
public final class MorphoscopeApp {
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
            window.show();
            run.ifPresent(window::replay);
          } finally {
            open.countDown();
          }
        });
    open.await();
  }
}
