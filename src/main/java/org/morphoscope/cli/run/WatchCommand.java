package org.morphoscope.cli.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.option.ConnectOption;
import org.morphoscope.cli.print.WatchDisplay;
import org.morphoscope.history.RunFollower;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.text.Names;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code morphoscope watch}: a run that another process grows. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Follows a run that another process grows, here or on a machine that shares the folder, to"
          + " its end. Only reads."
    },
    footer = {
      "",
      "Ctrl-C ends the watching; the run goes on. The exit code is that of the run: 0 done,",
      "1 failed, 130 stopped."
    })
public final class WatchCommand implements Callable<Integer> {
  static final long MILLIS = 500;

  private final CliEnvironment environment;

  @Spec private CommandSpec spec;
  @Mixin private ConnectOption connect;

  @Parameters(
      paramLabel = "RUN",
      description = "Folder of the run; with --connect, its name there.")
  private Path run;

  /**
   * Makes the command.
   *
   * @param environment what it is given from outside
   */
  public WatchCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    WatchDisplay display = new WatchDisplay(out, environment.terminal(), environment.clock(), run);
    try (var registration =
        environment.interrupts().register(() -> err.println("\nThe run goes on."))) {
      if (connect.isGiven()) {
        watchThere(display);
      } else {
        watchHere(display, out);
      }
    }
    if (out.checkError()) {
      return RunConsole.READER_LEFT;
    }
    if (display.end().isEmpty()) {
      err.println("The run has no end yet: nobody grows it now.");
      return CommandLine.ExitCode.SOFTWARE;
    }
    return end(display.end().get(), out, err);
  }

  private void watchHere(WatchDisplay display, PrintWriter out) throws Exception {
    RunFollower follower = RunFollower.of(run, environment.calendar());
    display.accept(follower.next());
    while (display.end().isEmpty()) {
      display.tick(follower.quiet());
      if (out.checkError()) {
        return;
      }
      Thread.sleep(MILLIS);
      display.accept(follower.next());
    }
  }

  private void watchThere(WatchDisplay display) throws Exception {
    Instant[] last = {environment.calendar().instant()};
    new RemoteRuns(environment, spec, connect, false)
        .watch(
            run.toString(),
            events -> {
              Instant now = environment.calendar().instant();
              last[0] = events.isEmpty() ? last[0] : now;
              display.accept(events);
              display.tick(Duration.between(last[0], now));
            },
            display::say);
  }

  private static int end(RunEnded end, PrintWriter out, PrintWriter err) {
    boolean done =
        end.reason() == EndReason.ROUNDS_DONE || end.reason() == EndReason.BUDGET_REACHED;
    (done ? out : err).println(Names.shownWithList(end.message()));
    return switch (end.reason()) {
      case ROUNDS_DONE, BUDGET_REACHED -> CommandLine.ExitCode.OK;
      case STOPPED -> RunConsole.INTERRUPTED;
      case FAILED -> CommandLine.ExitCode.SOFTWARE;
    };
  }
}
