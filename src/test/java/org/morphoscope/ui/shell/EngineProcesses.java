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
 * -Dmorphoscope.test.engine=process} the same tests run against them that run against a thread.
 */
final class EngineProcesses {
  private static final ClientProfile WINDOW = ClientProfile.window("a test", "0.0-test");

  private EngineProcesses() {}

  static boolean wanted() {
    return "process".equals(System.getProperty("morphoscope.test.engine"));
  }

  /** The engine without numerics. */
  static Supplier<RunService> scripted(Path runs) {
    return () -> {
      try {
        Path folder = fresh();
        return service(
            FakeEngineProgram.launch(folder.resolve("log"), List.of("-Dfake.millis=8")),
            runs,
            folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** The program's own engine. */
  static Supplier<RunService> real(Path runs) {
    return () -> {
      try {
        Path folder = fresh();
        UnaryOperator<String> properties =
            name ->
                switch (name) {
                  case "user.home" -> folder.toString();
                  case "java.class.path" -> classPath();
                  default -> System.getProperty(name);
                };
        EngineLaunch launch =
            EngineLaunch.ofThisProgram(
                Main.class.getName(), folder.resolve("log"), properties, System::getenv);
        return service(launch, runs, folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** A folder for sockets and logs; engines of the tests before are ended. */
  private static Path fresh() throws IOException {
    ProcessHandle.current()
        .children()
        .filter(
            child ->
                child.info().arguments().map(all -> List.of(all).contains("serve")).orElse(false))
        .forEach(ProcessHandle::destroyForcibly);
    return Files.createTempDirectory("window-engine");
  }

  private static RunService service(EngineLaunch launch, Path runs, Path folder)
      throws IOException {
    return new ProcessRunService(launch, runs, folder.resolve("s"), WINDOW);
  }
}
