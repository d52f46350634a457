package org.morphoscope.ui;

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
    CountDownLatch open = new CountDownLatch(1);
    Platform.startup(
        () -> {
          try {
            new MorphoscopeWindow(new Stage(), services).show();
          } finally {
            open.countDown();
          }
        });
    open.await();
  }
}
