package org.morphoscope.cli;

import java.io.PrintWriter;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.environment.Terminal;
import org.morphoscope.cli.print.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the window. A start without arguments comes here directly, because there is no command line
 * to read.
 */
public final class WindowStart {
  private static final Logger LOG = LoggerFactory.getLogger(WindowStart.class);
  private static final int FAILED = 1;

  private WindowStart() {}

  /**
   * {@return the exit code}
   *
   * @param environment what the commands get from outside
   */
  public static int direct(CliEnvironment environment) {
    PrintWriter err = Terminal.errors();
    try {
      return new WindowLauncher(environment, err).open(CliEnvironment.First.nothing());
    } catch (Throwable e) {
      LOG.error("the window cannot be opened", e);
      err.println(Errors.sentence(e));
      return FAILED;
    }
  }
}
