package org.morphoscope.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the window. A start without arguments comes here directly, because reading a command line
 * of nothing costs a tenth of the time until the window can be used.
 */
public final class WindowStart {
  private static final Logger LOG = LoggerFactory.getLogger(WindowStart.class);
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private WindowStart() {}

  /** Opens the window as {@code morphoscope} alone does; returns the exit code. */
  public static int direct(CliEnvironment environment) {
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    try {
      return open(environment, err);
    } catch (Exception | LinkageError e) {
      LOG.error("the window cannot be opened", e);
      err.println(Errors.sentence(e));
      return FAILED;
    }
  }

  static int open(CliEnvironment environment, PrintWriter err) throws Exception {
    if (!hasDisplay(environment)) {
      err.println(
          "There is no display to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is"
              + " set): use 'morphoscope grow' to grow a network on the command line.");
      return FAILED;
    }
    environment.window().open();
    return DONE;
  }

  /** Only Linux can say beforehand; a headless JavaFX needs none. */
  private static boolean hasDisplay(CliEnvironment environment) {
    String system = environment.properties().apply("os.name");
    boolean linux = system != null && system.toLowerCase(Locale.ROOT).contains("linux");
    boolean headless = "Monocle".equals(environment.properties().apply("glass.platform"));
    return !linux
        || headless
        || isSet(environment, "DISPLAY")
        || isSet(environment, "WAYLAND_DISPLAY");
  }

  private static boolean isSet(CliEnvironment environment, String variable) {
    String value = environment.variables().apply(variable);
    return value != null && !value.isBlank();
  }
}
