package org.morphoscope.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.option.TensorBoardOption;
import org.morphoscope.cli.print.RunDisplay;
import org.morphoscope.cli.print.RunJson;
import org.morphoscope.cli.print.SummaryTable;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.service.RunHandle;
import org.morphoscope.tensorboard.TensorBoardLog;
import org.morphoscope.text.Names;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Follows a run to its end: progress, table, last sentence, exit code. */
public final class RunConsole {
  /** The exit code of a command that was interrupted: 128 and the number of SIGINT. */
  public static final int INTERRUPTED = 130;

  /** As the shell says of a program whose reader went away (128 and the number of SIGPIPE). */
  public static final int READER_LEFT = 141;

  private static final int FAILED = CommandLine.ExitCode.SOFTWARE;
  private static final Logger LOG = LoggerFactory.getLogger(RunConsole.class);

  /** A run ends within a batch; a hanging one must not keep the program from ending. */
  private static final long SECONDS_TO_END = 30;

  private final CliEnvironment environment;
  private final PrintWriter out;
  private final PrintWriter err;

  /** Where the one object goes, if one is asked for. */
  private final Optional<PrintWriter> object;

  private final Path folder;
  private final Optional<TensorBoardLog> log;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private volatile boolean readerLeft;

  /** A run as a command follows it. */
  interface Followed {
    /** Waits until it has ended or was left. */
    void await() throws InterruptedException;

    /** Whoever followed it wants to go: the run ends, or goes on where it is another's. */
    void stop();

    /** A run of this process, which ends with it. */
    static Followed of(RunHandle handle) {
      return new Followed() {
        @Override
        public void await() throws InterruptedException {
          handle.await();
        }

        @Override
        public void stop() {
          handle.control().stop();
        }
      };
    }
  }

  /** Starts or resumes a run. */
  @FunctionalInterface
  interface Starter {
    Followed start(Consumer<GrowthEvent> listener) throws IOException;
  }

  /**
   * @param log also told of every event
   * @param json whether one object is all that goes to standard output
   */
  RunConsole(
      CliEnvironment environment,
      CommandLine line,
      Path folder,
      TensorBoardOption log,
      boolean json) {
    this.object = json ? Optional.of(line.getOut()) : Optional.empty();
    this.log = log.log(folder, environment.calendar());
    this.environment = environment;
    this.out = json ? line.getErr() : line.getOut();
    this.err = line.getErr();
    this.folder = folder;
  }

  /**
   * @throws IOException in one sentence when the run cannot start
   */
  int run(Starter starter) throws IOException, InterruptedException {
    RunDisplay display = new RunDisplay(out, environment.terminal(), environment.clock(), folder);
    AtomicReference<Followed> started = new AtomicReference<>();
    Followed run =
        starter.start(
            event -> {
              display.accept(event);
              log.ifPresent(board -> board.accept(event));
              endWithoutReader(started.get());
            });
    started.set(run);
    try (var registration = environment.interrupts().register(() -> interrupt(run))) {
      awaitOrStop(run);
      if (display.end() == null) {
        // the run goes on, or nobody knows: whoever noticed has said so
        return readerLeft ? READER_LEFT : interrupted.get() ? INTERRUPTED : FAILED;
      }
      int code = readerLeft ? READER_LEFT : end(display.end());
      if (object.isPresent()) {
        object.get().println(RunJson.of(folder, display.end()));
        object.get().flush();
      }
      return code;
    } finally {
      finished.countDown();
    }
  }

  /** A reader of the pipe that has enough ends the run as Ctrl-C does; called at every event. */
  private void endWithoutReader(Followed run) {
    if (!readerLeft && out.checkError()) {
      LOG.info("nobody reads the output any more: the run in {} ends", folder);
      readerLeft = true;
    }
    if (readerLeft && run != null) {
      run.stop();
    }
  }

  private void awaitOrStop(Followed run) throws InterruptedException {
    try {
      run.await();
    } catch (InterruptedException e) {
      // whoever interrupts wants the run to end, not to go on unseen
      interrupted.set(true);
      run.stop();
      run.await();
    }
  }

  /** On a thread of the shutting down machine, which halts when this returns. */
  private void interrupt(Followed run) {
    interrupted.set(true);
    run.stop();
    try {
      if (!finished.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
        LOG.warn("the run in {} did not end in time", folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int end(RunEnded end) {
    printTable();
    log.flatMap(TensorBoardLog::problem).ifPresent(err::println);
    boolean done =
        end.reason() == EndReason.ROUNDS_DONE || end.reason() == EndReason.BUDGET_REACHED;
    if (done) {
      out.println(Names.shownWithList(end.message()));
    } else {
      err.println(Names.shownWithList(end.message()));
    }
    if (end.reason() == EndReason.STOPPED) {
      err.println("Go on with: morphoscope resume " + folder);
    }
    out.flush();
    err.flush();
    if (interrupted.get() && !done) {
      return INTERRUPTED;
    }
    return switch (end.reason()) {
      case ROUNDS_DONE, BUDGET_REACHED -> CommandLine.ExitCode.OK;
      case STOPPED -> INTERRUPTED;
      case FAILED -> FAILED;
    };
  }

  /** All rounds of the run, those of earlier starts too. */
  private void printTable() {
    try {
      var rounds = RunReader.open(folder).summaries();
      if (!rounds.isEmpty()) {
        out.println();
        SummaryTable.lines(rounds).forEach(out::println);
        out.println();
      }
    } catch (IOException e) {
      // the sentence of the run's end, printed next, says what is wrong with the folder
      LOG.warn("no table of {}", folder, e);
    }
  }
}
