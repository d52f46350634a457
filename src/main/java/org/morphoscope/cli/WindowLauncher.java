package org.morphoscope.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;
import picocli.CommandLine;

/** Opens the window, or says why there can be none. */
final class WindowLauncher {
  private final CliEnvironment environment;
  private final PrintWriter err;

  WindowLauncher(CliEnvironment environment, PrintWriter err) {
    this.environment = environment;
    this.err = err;
  }

  /**
   * @param first what it is to show first
   * @return the exit code
   */
  int open(CliEnvironment.First first) throws Exception {
    if (!hasDisplay()) {
      err.println(
          "There is no display to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is"
              + " set): use 'morphoscope grow' and the other commands, which need no screen.");
      return CommandLine.ExitCode.SOFTWARE;
    }
    try {
      environment.window().open(first);
      return CommandLine.ExitCode.OK;
    } catch (UnsupportedOperationException e) {
      if (!isNoScreen(e)) {
        throw e;
      }
      err.println(
          Texts.of(
              "There is no screen at DISPLAY=%s to open the window on: correct it, or use 'morphoscope"
                  + " grow' and the other commands, which need no screen.",
              Names.shown(environment.variables().apply("DISPLAY"))));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** What JavaFX says where GTK finds no screen under a name that is set. */
  private boolean isNoScreen(UnsupportedOperationException e) {
    return isSet("DISPLAY") && e.getMessage() != null && e.getMessage().contains("DISPLAY");
  }

  /** Only Linux can say beforehand; a headless JavaFX needs none. */
  private boolean hasDisplay() {
    String system = environment.properties().apply("os.name");
    boolean linux = system != null && system.toLowerCase(Locale.ROOT).contains("linux");
    boolean headless = "Monocle".equals(environment.properties().apply("glass.platform"));
    return !linux || headless || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
  }

  private boolean isSet(String variable) {
    String value = environment.variables().apply(variable);
    return value != null && !value.isBlank();
  }
}
