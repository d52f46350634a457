package org.morphoscope.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.service.local.PrivateEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's process of a window. The window's own words start it without the command line, whose
 * commands with all their options take longer to set up than the socket does.
 *
 * @param runs folder of the runs
 * @param socket to listen on
 */
public record PrivateServe(Path runs, Path socket) {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateServe.class);

  /**
   * {@return what the window's words ask for; empty for any other words}
   *
   * @param args words of the command line
   */
  public static Optional<PrivateServe> of(String[] args) {
    boolean window =
        args.length == 6
            && Arrays.asList(args).subList(0, 3).equals(List.of("serve", "--private", "--runs"))
            && args[4].equals("--socket");
    return window
        ? Optional.of(new PrivateServe(Path.of(args[3]), Path.of(args[5])))
        : Optional.empty();
  }

  /**
   * Serves until it is no longer needed.
   *
   * @param environment what the commands get from outside
   * @throws IOException in one sentence when it cannot listen
   */
  public void serve(CliEnvironment environment) throws IOException {
    PrivateEngine.ignoreTerminal();
    PrivateEngine engine = new PrivateEngine(socket, environment.version());
    try (var registration = environment.interrupts().register(() -> stop(engine))) {
      engine.serve(
          writing -> new HostedRuns(local(environment), runs, environment.clock(), writing));
    }
  }

  private static LocalGrowthService local(CliEnvironment environment) {
    return ServeCommand.local(environment, OptionalInt.empty());
  }

  private static void stop(PrivateEngine engine) {
    try {
      engine.stop(ServeCommand.SECONDS_TO_END);
    } catch (InterruptedException e) {
      LOG.warn("the runs did not end in time");
      Thread.currentThread().interrupt();
    }
  }
}
