package org.morphoscope.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.study.Bench;
import org.morphoscope.study.ProcessorEnergy;
import org.morphoscope.text.Texts;
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
        "Times training, frozen forward, learning theta and scoring of a small net on random images;"
            + " with the processors' joules where Linux lets you read them (RAPL).")
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
      Bench.Result result = timed(net, team, err);
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

  private Bench.Result timed(NetworkSpec net, Team team, PrintWriter err) {
    return new Bench(net, team, seconds, ProcessorEnergy.ofThisMachine())
        .run(item -> progress(err, item));
  }

  private static void progress(PrintWriter err, String item) {
    err.println("timing " + item);
    err.flush();
  }

  private ObjectNode object(Bench.Result result, String kernels, int threads) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    double peak = result.gemmGflopsPerSecond();
    timing(root.putObject("train"), result.train(), peak);
    timing(root.putObject("frozenForward"), result.frozenForward(), peak);
    ObjectNode learn = root.putObject("learn");
    result.learn().forEach((mode, timing) -> timing(learn.putObject(mode.label()), timing, peak));
    ObjectNode score = root.putObject("score");
    timing(score, result.score().get(CurvatureMode.GGN_MC), peak);
    result.score().forEach((mode, timing) -> timing(score.putObject(mode.label()), timing, peak));
    root.put("gemmGflopPerSecond", peak);
    root.put("net", seedNet);
    root.put("threads", threads);
    root.put("batch", Bench.BATCH);
    root.put("kernels", kernels);
    return root;
  }

  private static void timing(ObjectNode node, Bench.Timing timing, double peak) {
    node.put("imagesPerSecond", timing.imagesPerSecond());
    node.put("millisPerStep", timing.millisPerStep());
    node.put("gflopPerStep", timing.work().flops() / 1e9);
    node.put("megabytesPerStep", timing.work().bytes() / 1e6);
    node.put("flopPerByte", timing.work().flopsPerByte());
    node.put("gflopPerSecond", timing.gflopsPerSecond());
    node.put("shareOfGemm", timing.gflopsPerSecond() / peak);
    timing.watts().ifPresent(watts -> node.put("watts", watts));
    timing.joulesPerStep().ifPresent(joules -> node.put("joulesPerStep", joules));
  }

  private void print(PrintWriter out, Bench.Result result, String kernels, int threads) {
    out.printf(
        Locale.ROOT,
        "net %s, kernels %s, %d threads, batch %d; gemm of the processor: %.0f GFLOP/s%n",
        seedNet,
        kernels,
        threads,
        Bench.BATCH,
        result.gemmGflopsPerSecond());
    out.printf(
        Locale.ROOT,
        "%-24s %9s %9s %9s %9s %7s %9s %9s %8s%s%n",
        "",
        "images/s",
        "ms/step",
        "steps*",
        "GFLOP",
        "MB",
        "FLOP/byte",
        "GFLOP/s",
        "of gemm",
        result.train().watts().isPresent() ? "    J/step" : "");
    row(out, "training step", result.train(), result);
    row(out, "frozen forward", result.frozenForward(), result);
    for (Map.Entry<CurvatureMode, Bench.Timing> entry : result.learn().entrySet()) {
      row(out, "learning theta, " + entry.getKey().label(), entry.getValue(), result);
    }
    for (Map.Entry<CurvatureMode, Bench.Timing> entry : result.score().entrySet()) {
      row(out, "scoring, " + entry.getKey().label(), entry.getValue(), result);
    }
    out.println("* training steps for each image. GFLOP and MB: the least that a step needs.");
  }

  private static void row(PrintWriter out, String what, Bench.Timing timing, Bench.Result all) {
    out.printf(
        Locale.ROOT,
        "%-24s %9.0f %9.2f %9.2f %9.2f %7.0f %9.1f %9.1f %7.0f%%%s%n",
        what,
        timing.imagesPerSecond(),
        timing.millisPerStep(),
        all.train().imagesPerSecond() / timing.imagesPerSecond(),
        timing.work().flops() / 1e9,
        timing.work().bytes() / 1e6,
        timing.work().flopsPerByte(),
        timing.gflopsPerSecond(),
        100 * timing.gflopsPerSecond() / all.gemmGflopsPerSecond(),
        timing.joulesPerStep().stream()
            .mapToObj(j -> Texts.of(" %9.3f", j))
            .findFirst()
            .orElse(""));
  }
}
