package org.morphoscope.ui.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.morphoscope.Main;
import org.morphoscope.service.RunService;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.service.local.EngineLaunch;
import org.morphoscope.service.local.FakeEngineProgram;
import org.morphoscope.service.local.ProcessRunService;

/**
 * Engines in processes of their own for the tests of the window: with {@code
 * -Dmorphoscope.test.engine=process} the same tests run against them that run against a thread. All
 * tests of a Java share one process for each kind of engine, which is started when the first of
 * them wants it.
 */
final class EngineProcesses {
  private static final ClientProfile WINDOW = ClientProfile.window("a test", "0.0-test");

  /** An engine's process; what started it ends it. */
  private static final class Shared {
    private final Launching launching;
    private RunService service;

    Shared(Launching launching) {
      this.launching = launching;
    }

    synchronized RunService service() {
      if (service == null) {
        try {
          Path folder = Files.createTempDirectory("window-engine");
          service =
              new ProcessRunService(
                  launching.launch(folder), folder.resolve("runs"), folder.resolve("s"), WINDOW);
          Runtime.getRuntime().addShutdownHook(new Thread(EngineProcesses::endAll));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return service;
    }
  }

  /** How an engine is started whose log and sockets lie in a folder. */
  @FunctionalInterface
  private interface Launching {
    EngineLaunch launch(Path folder) throws IOException;
  }

  private static final Shared SCRIPTED =
      new Shared(
          folder -> FakeEngineProgram.launch(folder.resolve("log"), List.of("-Dfake.millis=4")));
  private static final Shared REAL = new Shared(EngineProcesses::program);

  private EngineProcesses() {}

  static boolean wanted() {
    return "process".equals(System.getProperty("morphoscope.test.engine"));
  }

  /** The engine without numerics. */
  static Supplier<RunService> scripted(Path runs) {
    return () -> new SharedEngine(SCRIPTED.service(), runs);
  }

  /** The program's own engine. */
  static Supplier<RunService> real(Path runs) {
    return () -> new SharedEngine(REAL.service(), runs);
  }

  private static EngineLaunch program(Path folder) {
    UnaryOperator<String> properties =
        name ->
            switch (name) {
              case "user.home" -> folder.toString();
              case "java.class.path" -> classPath();
              default -> System.getProperty(name);
            };
    return EngineLaunch.ofThisProgram(
        Main.class.getName(), folder.resolve("log"), properties, System::getenv);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static void endAll() {
    ProcessHandle.current()
        .children()
        .filter(
            child ->
                child.info().arguments().map(all -> List.of(all).contains("serve")).orElse(false))
        .forEach(ProcessHandle::destroyForcibly);
  }
}
