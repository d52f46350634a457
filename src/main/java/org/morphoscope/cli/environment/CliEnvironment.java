package org.morphoscope.cli.environment;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.service.GrowthService;
import org.morphoscope.service.remote.ServerWish;

/**
 * What the commands get from outside.
 *
 * @param version version of the program
 * @param services makes the engine; the argument is the number of threads, empty for the standard
 * @param teams makes threads and kernels of a precision
 * @param window opens the window
 * @param diagnostics what {@code doctor} reports
 * @param interrupts tells when the user wants the program to end
 * @param terminal whether a person is watching, so that a progress bar is worthwhile
 * @param variables the environment's variables, null where not set
 * @param properties the system properties, null where not set
 * @param log where the log files are
 * @param calendar names new runs
 * @param clock nanoseconds, for the time left
 */
public record CliEnvironment(
    String version,
    Function<OptionalInt, GrowthService> services,
    Function<Precision, Team> teams,
    Window window,
    Diagnostics diagnostics,
    Interrupts interrupts,
    boolean terminal,
    UnaryOperator<String> variables,
    UnaryOperator<String> properties,
    Path log,
    Clock calendar,
    LongSupplier clock) {

  /** The graphical program. */
  @FunctionalInterface
  public interface Window {
    /**
     * Shows it; may return while it is open.
     *
     * @param first what it is to show first
     * @throws Exception in one sentence when the window cannot be opened
     */
    void open(First first) throws Exception;
  }

  /**
   * What of a run the window is to show.
   *
   * @param beginning whether it is shown at its beginning, to be played
   * @param round to look back at; empty for the end
   * @param compare round to compare that with; empty for none
   * @param stage whether the stage mode is on
   */
  public record Look(boolean beginning, OptionalInt round, OptionalInt compare, boolean stage) {
    /** {@return a run at its beginning} */
    public static Look replay() {
      return new Look(true, OptionalInt.empty(), OptionalInt.empty(), false);
    }
  }

  /**
   * What the window is to show first.
   *
   * @param run folder of a recorded run, empty for none
   * @param server whose runs are to be listed, empty for none
   * @param look what of the run, and how
   */
  public record First(Optional<Path> run, Optional<ServerWish> server, Look look) {
    /** {@return nothing but the start page} */
    public static First nothing() {
      return new First(Optional.empty(), Optional.empty(), Look.replay());
    }
  }

  /** Ctrl-C and its like. */
  @FunctionalInterface
  public interface Interrupts {
    /**
     * @param action what to do when the program is told to end; it has ended when this returns
     * @return takes the action back
     */
    Registration register(Runnable action);

    /** Something that can be taken back. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {
      @Override
      void close();
    }
  }
}
