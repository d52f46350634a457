package org.morphoscope.cli.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.option.ConnectOption;
import org.morphoscope.cli.option.Counts;
import org.morphoscope.journal.AdjustmentMail;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Adjustment.Setting;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code morphoscope adjust}: turns settings of a run that another process grows. */
@Command(
    name = "adjust",
    mixinStandardHelpOptions = true,
    description = {
      "Turns settings of a run while another process grows it: a terminal, a window, or a machine"
          + " that shares the folder. Each is taken at the next safe point, between two epochs or"
          + " before a proposal; told as an event; made again by 'resume'; undone with its round.",
      "",
      "With --connect, whoever has the lead of the run is asked for it first; when the settings are"
          + " taken nobody has it, until somebody asks. A token of role watch turns nothing."
    })
public final class AdjustCommand implements Callable<Integer> {
  private final CliEnvironment environment;

  @Spec private CommandSpec spec;

  @Mixin private ConnectOption connect;

  @Parameters(
      paramLabel = "RUN",
      description = "Folder of the run; with --connect, its name there.")
  private Path run;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Peak learning rate from the next epoch on.")
  private Double learningRate;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Epochs of the round under way and of those after it; as many as are trained already end"
              + " its training.")
  private Integer epochs;

  @Option(
      names = "--growth",
      paramLabel = "FACTOR",
      description = "Growth of the parameters (or macs) per round, from the next proposal on.")
  private Double growth;

  @Option(
      names = "--budget",
      paramLabel = "N",
      converter = Counts.class,
      description =
          "Grow until the net has this many parameters (macs, in a run with --resource macs).")
  private Long budget;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Growth rounds in all; the one under way is finished in any case.")
  private Integer rounds;

  @Option(
      names = "--tail-now",
      description = "Grow no further: the run ends with the round under way and its tail.")
  private boolean tailNow;

  /**
   * Makes the command.
   *
   * @param environment what it is given from outside
   */
  public AdjustCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    List<Adjustment> wanted = wanted();
    boolean inTime = true;
    if (connect.isGiven()) {
      new RemoteRuns(environment, spec, connect, false).adjust(run.toString(), wanted);
    } else {
      inTime = AdjustmentMail.send(run, wanted);
    }
    PrintWriter out = spec.commandLine().getOut();
    wanted.forEach(each -> out.println(line(each)));
    if (!inTime) {
      out.println("It has ended meanwhile and takes this when it is resumed.");
    }
    return out.checkError() ? RunConsole.READER_LEFT : CommandLine.ExitCode.OK;
  }

  private static String line(Adjustment wanted) {
    return wanted.setting() == Setting.ROUNDS && wanted.value() == 0
        ? "The run is asked to end with the round under way and its tail."
        : "The run is asked for " + wanted.told() + ".";
  }

  private List<Adjustment> wanted() {
    if (tailNow && rounds != null) {
      throw usage("expected --rounds or --tail-now, found both; give one of them");
    }
    List<Adjustment> wanted = new ArrayList<>();
    try {
      add(wanted, Setting.LEARNING_RATE, learningRate);
      add(wanted, Setting.EPOCHS, epochs);
      add(wanted, Setting.GROWTH_FACTOR, growth);
      add(wanted, Setting.BUDGET, budget);
      add(wanted, Setting.ROUNDS, tailNow ? Integer.valueOf(0) : rounds);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (wanted.isEmpty()) {
      throw usage("expected a setting to turn, found none; see --help");
    }
    return wanted;
  }

  private void add(List<Adjustment> to, Setting setting, Number value) {
    if (value != null) {
      String user = environment.properties().apply("user.name");
      to.add(new Adjustment(setting, value.doubleValue(), user == null ? "somebody" : user));
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
