package org.morphoscope.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.option.ConnectOption;
import org.morphoscope.cli.option.SeedNetFile;
import org.morphoscope.cli.option.TensorBoardOption;
import org.morphoscope.cli.print.Errors;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunChange;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Connection;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.text.Texts;
import picocli.CommandLine.Model.CommandSpec;

/** Commands on the runs of a server. */
final class RemoteRuns {
  private final CliEnvironment environment;
  private final CommandSpec spec;
  private final ConnectOption option;
  private final boolean json;

  /** Begins or goes on with a run of a server. */
  @FunctionalInterface
  private interface Beginning {
    LiveRun with(RunService service, RunListener listener) throws IOException;
  }

  /**
   * @param json whether a program reads the output
   */
  RemoteRuns(CliEnvironment environment, CommandSpec spec, ConnectOption option, boolean json) {
    this.environment = environment;
    this.spec = spec;
    this.option = option;
    this.json = json;
  }

  private RunService connect() throws IOException {
    String user = environment.properties().apply("user.name");
    ClientProfile client =
        new ClientProfile(user == null ? "somebody" : user, environment.version(), 2);
    return option.connect(
        environment.log().toAbsolutePath().getParent(), client, environment.variables(), spec);
  }

  /** Starts a run there and follows it to its end. */
  int grow(String id, SeedNetFile.Start begin, Set<Integer> locked, TensorBoardOption board)
      throws IOException, InterruptedException {
    RunStart start = new RunStart(id, begin.config(), begin.seed(), Ask.nobody(), locked);
    return follow(id, board, (service, listener) -> service.start(start, listener));
  }

  /** Goes on with a run there and follows it to its end. */
  int resume(String id, RunChange change, TensorBoardOption board)
      throws IOException, InterruptedException {
    return follow(
        id, board, (service, listener) -> service.resume(id, change, Ask.nobody(), listener));
  }

  private int follow(String id, TensorBoardOption board, Beginning beginning)
      throws IOException, InterruptedException {
    try (RunService service = connect()) {
      Path name = Path.of(id);
      String looksOn = "morphoscope watch " + id + " --connect " + service.whereabouts();
      return new RunConsole(environment, spec.commandLine(), name, board, json)
          .run(
              events -> {
                UnattendedRun unattended =
                    new UnattendedRun(events, spec.commandLine().getErr(), looksOn);
                UnattendedRun run = unattended.handsOver(beginning.with(service, unattended));
                waiting(service, id).ifPresent(spec.commandLine().getErr()::println);
                return run;
              });
    }
  }

  /** Nothing comes of a run that waits for others: that is told, or that it could not be asked. */
  static Optional<String> waiting(RunService service, String id) {
    List<RunOutline> runs;
    try {
      runs = service.runs();
    } catch (IOException e) {
      // the run goes on, and so does following it
      return Optional.of(
          Texts.of("Whether run '%s' waits there could not be asked: %s", id, Errors.sentence(e)));
    }
    boolean waits =
        runs.stream()
            .anyMatch(run -> run.id().equals(id) && run.state() == RunOutline.State.QUEUED);
    return waits
        ? Optional.of(
            Texts.of(
                "Run '%s' waits there: one run goes on at a time, and '%s' is under way. Ctrl-C ends it.",
                id,
                runs.stream()
                    .filter(run -> run.state() == RunOutline.State.RUNNING)
                    .map(RunOutline::id)
                    .findFirst()
                    .orElse("another")))
        : Optional.empty();
  }

  /** Turns settings of a run there. */
  void adjust(String id, List<Adjustment> wanted) throws IOException, InterruptedException {
    RemoteTurn turn = new RemoteTurn();
    try (RunService service = connect();
        LiveRun run = service.attach(id, turn)) {
      turn.send(run, wanted);
    }
  }

  /**
   * Follows a run there to its end.
   *
   * @param told gets what has come, about twice a second, also when nothing has
   * @param lead gets a sentence when somebody has the lead, or asks for it
   */
  void watch(String id, Consumer<List<GrowthEvent>> told, Consumer<String> lead)
      throws IOException, InterruptedException {
    String leader = "";
    String asker = "";
    LinkedBlockingQueue<GrowthEvent> queue = new LinkedBlockingQueue<>();
    try (RunService service = connect();
        LiveRun run = service.attach(id, RunListener.of(queue::add))) {
      boolean more = true;
      while (more) {
        TimeUnit.MILLISECONDS.sleep(WatchCommand.MILLIS);
        more = !run.isDone();
        List<GrowthEvent> events = new ArrayList<>();
        queue.drainTo(events);
        told.accept(events);
        if (!run.leader().equals(leader)) {
          leader = run.leader();
          lead.accept(leader.isEmpty() ? "Nobody has the lead." : leader + " has the lead.");
        }
        if (!run.asker().equals(asker)) {
          asker = run.asker();
          if (!asker.isEmpty()) {
            lead.accept(asker + " asks for the lead.");
          }
        }
        more &= events.stream().noneMatch(GrowthEvent.RunEnded.class::isInstance);
        if (!more && run.connection().state() == Connection.State.REFUSED) {
          throw new IOException(run.connection().reason());
        }
      }
    }
  }
}
