package org.morphoscope.study.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.SummaryCodec;
import org.morphoscope.journal.codec.Versions;
import org.morphoscope.run.Compute;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.study.compare.ComparisonPlan.Planned;

/** The file {@code comparison.json}: settings, every run with its rounds, the table. */
final class ComparisonFile {
  static final String NAME = "comparison.json";
  private static final int VERSION = 1;

  private ComparisonFile() {}

  static byte[] write(ComparisonTable table) {
    ObjectNode to = JsonNodeFactory.instance.objectNode().put("v", VERSION);
    table.settings().write(to.putObject("settings"));
    ArrayNode runs = to.putArray("runs");
    table.results().forEach(result -> run(table, result, runs.addObject()));
    ArrayNode rows = to.putArray("table");
    table.rows().forEach(row -> row(row, rows.addObject()));
    return new Json().pretty(to);
  }

  private static void run(ComparisonTable table, RunResult result, ObjectNode to) {
    Entry entry = result.run().entry();
    to.put("strategy", entry.contender().label())
        .put("seed", result.run().seed())
        .put("retrained", entry.retrained())
        .put("match", entry.match().label())
        .put("reference", table.isReference(entry))
        .put("folder", String.valueOf(result.folder().getFileName()))
        .put("state", result.state().name().toLowerCase(Locale.ROOT));
    if (result.done()) {
      finished(result, to);
    }
    ArrayNode rounds = to.putArray("rounds");
    result.rounds().forEach(round -> rounds.add(round(round)));
    if (!result.tails().isEmpty()) {
      ArrayNode tails = to.putArray("tails");
      result.tails().forEach(tail -> tails.add(round(tail)));
    }
  }

  /** The finished net, and what it cost in multiply-accumulates. */
  private static void finished(RunResult result, ObjectNode to) {
    RoundSummary last = result.last();
    to.put("parameters", last.parameters()).put("macs", last.multiplyAccumulates());
    result.epochs().ifPresent(epochs -> to.put("epochs", epochs));
    result.trainImages().ifPresent(images -> to.put("trainImages", images));
    last.compute()
        .ifPresent(
            compute ->
                to.put("trainCompute", compute.training()).put("searchCompute", compute.search()));
    to.put("validationLoss", last.validationLoss());
    put(to, "testLoss", last.testLoss());
    put(to, "testAccuracy", last.testAccuracy());
    ArrayNode widths = to.putArray("widths");
    last.widths().forEach(widths::add);
  }

  /** As in {@code summary.json}, with the cost so far on its own level too. */
  private static ObjectNode round(RoundSummary round) {
    ObjectNode to = SummaryCodec.encode(round);
    round
        .compute()
        .ifPresent(
            (Compute compute) ->
                to.put("trainCompute", compute.training()).put("searchCompute", compute.search()));
    return to;
  }

  private static void row(ComparisonTable.Row row, ObjectNode to) {
    to.put("strategy", row.entry().label()).put("retrained", row.entry().retrained());
    samples(row.values(), to);
    if (!row.differences().isEmpty()) {
      ObjectNode differences = to.putObject("differences");
      differences.put("reference", row.reference().label());
      samples(row.differences(), differences);
    }
  }

  private static void samples(Map<Quantity, Sample> samples, ObjectNode to) {
    samples.forEach(
        (quantity, sample) -> {
          ObjectNode node = to.putObject(quantity.label());
          node.put("n", sample.size()).put("mean", sample.mean());
          put(node, "sd", sample.spread());
          put(node, "se", sample.error());
          put(node, "interval95", sample.halfInterval());
        });
  }

  private static void put(ObjectNode to, String name, OptionalDouble value) {
    if (value.isPresent()) {
      to.put(name, value.getAsDouble());
    }
  }

  /**
   * What a comparison has come to, without its run folders.
   *
   * @param results of runs, those that are not done as they stood
   */
  record Recorded(ComparisonSettings settings, List<RunResult> results) {
    Recorded {
      results = List.copyOf(results);
    }

    List<Participant> contenders() {
      return results.stream().map(r -> r.run().entry().contender()).distinct().toList();
    }

    boolean retrained() {
      return results.stream().anyMatch(r -> r.run().entry().retrained());
    }
  }

  /**
   * @param folder of a comparison
   * @throws IOException in one sentence when there is no such file or it cannot be read
   */
  static Recorded read(Path folder) throws IOException {
    return new Json()
        .read(folder.resolve(NAME), "the table of a comparison", from -> recorded(folder, from));
  }

  private static Recorded recorded(Path folder, Fields from) {
    Versions.require(from, VERSION);
    List<RunResult> results = new ArrayList<>();
    for (Fields run : from.objects("runs")) {
      results.add(result(folder, run));
    }
    return new Recorded(ComparisonSettings.read(from.object("settings")), results);
  }

  private static RunResult result(Path folder, Fields from) {
    Participant contender = from.parsed("strategy", "the name of a strategy", Participant::of);
    boolean retrained = !from.isNull("retrained") && from.flag("retrained");
    // everything had equal epochs before there was a choice
    Match match =
        from.isNull("match") ? Match.EPOCHS : from.parsed("match", "compute or epochs", Match::of);
    Planned run = new Planned(new Entry(contender, retrained, match), from.integer64("seed"));
    List<RoundSummary> rounds = from.objects("rounds").stream().map(ComparisonFile::round).toList();
    RunResult.State state =
        from.parsed(
            "state",
            "missing, begun, failed or done",
            text -> RunResult.State.valueOf(text.toUpperCase(Locale.ROOT)));
    return new RunResult(
        run,
        folder.resolve(run.folder()),
        rounds.isEmpty() && state == RunResult.State.DONE ? RunResult.State.FAILED : state,
        rounds,
        from.isNull("tails")
            ? List.of()
            : from.objects("tails").stream().map(ComparisonFile::round).toList(),
        optional(from, "epochs"),
        optional(from, "trainImages"));
  }

  /** The first tables had no standard errors of losses. */
  private static RoundSummary round(Fields from) {
    return SummaryCodec.decode(from.orNaN("trainLossError", "validationLossError"));
  }

  private static OptionalInt optional(Fields from, String name) {
    return from.isNull(name) ? OptionalInt.empty() : OptionalInt.of(from.integer(name));
  }
}
