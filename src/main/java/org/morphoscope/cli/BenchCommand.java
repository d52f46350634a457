package org.morphoscope.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.morphoscope.compute.Precision;
import org.morphoscope.compute.Team;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.CurvatureMode;
import org.morphoscope.study.Bench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code morphoscope bench}: images per second of whole steps. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Times training, frozen forward, learning theta and scoring of a small net on random images.")
public final class BenchCommand implements Callable<Integer> {
  private final Function<Precision, Team> teams;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      paramLabel = "S",
      description = "Time per item (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--seed-net",
      defaultValue = Bench.PEER,
      paramLabel = "NAME",
      description =
          "The net: peer (widths 16-32-64-64 without pooling, default), or a seed net (see grow"
              + " --help).")
  private String seedNet;

  /**
   * @param teams makes threads and kernels of a precision
   */
  public BenchCommand(Function<Precision, Team> teams) {
    this.teams = teams;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (!(seconds > 0) || seconds > 600) {
      err.println("--seconds: expected a number above 0, to 600, found " + seconds);
      return CommandLine.ExitCode.USAGE;
    }
    NetworkSpec net;
    try {
      net = Bench.net(seedNet);
    } catch (IllegalArgumentException e) {
      err.println("--seed-net: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    try (Team team = teams.apply(Precision.FLOAT)) {
      Bench.Result result = new Bench(net, team, seconds).run(item -> progress(err, item));
      String kernels = team.lead().id();
      if (json) {
        out.println(new ObjectMapper().writeValueAsString(object(result, kernels, team.shards())));
      } else {
        print(out, result, kernels, team.shards());
      }
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }

  private static void progress(PrintWriter err, String item) {
    err.println("timing " + item);
    err.flush();
  }

  private ObjectNode object(Bench.Result result, String kernels, int threads) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    timing(root.putObject("train"), result.train());
    timing(root.putObject("frozenForward"), result.frozenForward());
    ObjectNode learn = root.putObject("learn");
    result.learn().forEach((mode, timing) -> timing(learn.putObject(mode.label()), timing));
    ObjectNode score = root.putObject("score");
    timing(score, result.score().get(CurvatureMode.GGN_MC));
    result.score().forEach((mode, timing) -> timing(score.putObject(mode.label()), timing));
    root.put("net", seedNet);
    root.put("threads", threads);
    root.put("batch", Bench.BATCH);
    root.put("kernels", kernels);
    return root;
  }

  private static void timing(ObjectNode node, Bench.Timing timing) {
    node.put("imagesPerSecond", timing.imagesPerSecond());
    node.put("millisPerStep", timing.millisPerStep());
  }

  private void print(PrintWriter out, Bench.Result result, String kernels, int threads) {
    out.printf(
        "net %s, kernels %s, %d threads, batch %d%n", seedNet, kernels, threads, Bench.BATCH);
    double perImage = 1 / result.train().imagesPerSecond();
    row(out, "training step", result.train(), perImage);
    row(out, "frozen forward", result.frozenForward(), perImage);
    for (Map.Entry<CurvatureMode, Bench.Timing> entry : result.learn().entrySet()) {
      row(out, "learning theta, " + entry.getKey().label(), entry.getValue(), perImage);
    }
    for (Map.Entry<CurvatureMode, Bench.Timing> entry : result.score().entrySet()) {
      row(out, "scoring, " + entry.getKey().label(), entry.getValue(), perImage);
    }
  }

  private static void row(PrintWriter out, String what, Bench.Timing timing, double trainPerImage) {
    out.printf(
        Locale.ROOT,
        "%-24s %8.0f images/s %8.2f ms/step %6.2f training steps per image%n",
        what,
        timing.imagesPerSecond(),
        timing.millisPerStep(),
        1 / timing.imagesPerSecond() / trainPerImage);
  }
}
