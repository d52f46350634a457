package org.morphoscope.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.morphoscope.cli.config.ConfigOptions;
import org.morphoscope.cli.config.ConfigText;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.environment.OutputFolders;
import org.morphoscope.cli.option.ConnectOption;
import org.morphoscope.cli.option.GrowOptions;
import org.morphoscope.cli.option.JsonOption;
import org.morphoscope.cli.option.LockOption;
import org.morphoscope.cli.option.SeedNetFile;
import org.morphoscope.cli.option.TensorBoardOption;
import org.morphoscope.cli.option.Threads;
import org.morphoscope.export.script.DecisionScript;
import org.morphoscope.export.script.ScriptDecider;
import org.morphoscope.run.Decider;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.GrowthService;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code morphoscope grow}: a new run. */
@Command(
    name = "grow",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Trains a seed net and grows it round by round: every channel's split and prune is scored,"
            + " the best set within the round's budget is applied, measured, and trained on.",
    footer = {
      "",
      "Ctrl-C ends the run within a batch; 'morphoscope resume RUN' goes on after its last"
          + " complete round.",
      "",
      "Example: morphoscope grow --data cifar10:DIR --rounds 8 --budget 200k --out RUN"
    })
public final class GrowCommand implements Callable<Integer> {
  private final CliEnvironment environment;

  @Spec private CommandSpec spec;
  @Mixin private GrowOptions options;
  @Mixin private LockOption locks;
  @Mixin private TensorBoardOption tensorBoard;
  @Mixin private JsonOption json;
  @Mixin private ConfigOptions configuration;

  @Option(
      names = "--decisions",
      paramLabel = "FILE",
      description =
          "Take the decisions of a run again that 'export RUN --decisions FILE' wrote: by layer and"
              + " rank where channels differ, telling what does not apply; other rounds are"
              + " automatic.")
  private Path decisions;

  @Mixin private ConnectOption connect;

  @Option(
      names = "--out",
      paramLabel = "RUN",
      description = "New folder to record the run in (default: runs/DATE-TIME-NET-sSEED).")
  private Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with (default: MORPHOSCOPE_THREADS, or all cores).")
  private Integer threads;

  /**
   * Makes the command.
   *
   * @param environment what it is given from outside
   */
  public GrowCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    if (configuration.printed()) {
      ConfigText.lines(spec.commandLine()).forEach(spec.commandLine().getOut()::println);
      spec.commandLine().getOut().flush();
      return CommandLine.ExitCode.OK;
    }
    SeedNetFile.Start start;
    Set<Integer> locked;
    OptionalInt chosen = Threads.checked(threads, spec);
    if (out != null && !connect.isGiven()) {
      OutputFolders.requireNew(out);
    }
    try {
      start = connect.isGiven() ? options.startThere() : options.start();
      start.tell(spec.commandLine().getErr());
      locked = locks.groups(start.config());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    RunConfig config = start.config();
    Path folder = out == null ? standardFolder(config) : out;
    if (connect.isGiven()) {
      return growThere(start, locked, String.valueOf(folder.getFileName()));
    }
    Optional<ScriptDecider> script = script(config, locked);
    Decider decider = script.isPresent() ? script.get() : Decider.automatic();
    GrowthService service = environment.services().apply(chosen);
    RunConsole console =
        new RunConsole(environment, spec.commandLine(), folder, tensorBoard, json.given());
    PrintWriter out = json.given() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    int code =
        console.run(
            events -> {
              DiskLine display = new DiskLine(events, folder, out);
              // a script locks what the option locks beside its own
              LockingListener listener =
                  script.isEmpty()
                      ? new LockingListener(locked, display)
                      : new LockingListener(Set.of(), display, script.map(s -> s::accept));
              return RunConsole.Followed.of(
                  listener.of(
                      start.seed().isEmpty()
                          ? service.start(config, folder, decider, listener)
                          : service.start(config, start.seed().get(), folder, decider, listener)));
            });
    script.ifPresent(ScriptDecider::tellLeft);
    return code;
  }

  private int growThere(SeedNetFile.Start start, Set<Integer> locked, String name)
      throws IOException, InterruptedException {
    if (decisions != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--connect: expected a run without --decisions, found one with it; start it where the server is");
    }
    return new RemoteRuns(environment, spec, connect, json.given())
        .grow(name, start, locked, tensorBoard);
  }

  private Optional<ScriptDecider> script(RunConfig config, Set<Integer> locked) throws IOException {
    if (decisions == null) {
      return Optional.empty();
    }
    DecisionScript read = DecisionScript.read(decisions);
    PrintWriter err = spec.commandLine().getErr();
    return Optional.of(
        new ScriptDecider(
            read,
            config,
            locked,
            sentence -> {
              err.println(Names.shown(sentence));
              err.flush();
            }));
  }

  private Path standardFolder(RunConfig config) {
    String moment =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
            .withZone(environment.calendar().getZone())
            .format(environment.calendar().instant());
    return Path.of(
        "runs",
        Texts.of("%s-%s-s%d", moment, Names.inFileName(config.seedNet().name()), config.seed()));
  }
}
