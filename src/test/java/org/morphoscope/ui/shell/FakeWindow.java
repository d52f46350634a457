package org.morphoscope.ui.shell;

import java.nio.file.Path;
import org.morphoscope.ui.MorphoscopeApp;

/** Opens the window on the scripted engine, to look at it. */
final class FakeWindow {
  private FakeWindow() {}

  public static void main(String[] args) throws InterruptedException {
    Path runs = Path.of(System.getProperty("java.io.tmpdir"), "morphoscope-fake-runs");
    new MorphoscopeApp(FakeServices.of(new int[] {16, 16, 32, 32, 64, 64}, 1, 8, runs)).launch();
  }
}
