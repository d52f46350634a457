package org.morphoscope.study.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.text.Texts;

/** A comparison as {@code comparison.md}. */
final class ComparisonText {
  private final ComparisonTable table;
  private final List<String> lines = new ArrayList<>();

  private ComparisonText(ComparisonTable table) {
    this.table = table;
  }

  static List<String> lines(ComparisonTable table) {
    ComparisonText text = new ComparisonText(table);
    text.head();
    text.means();
    text.differences();
    text.runs();
    return text.lines;
  }

  /** The table of means alone, for the terminal. */
  static List<String> means(ComparisonTable table) {
    ComparisonText text = new ComparisonText(table);
    text.means();
    return text.lines;
  }

  private void head() {
    ComparisonPlan plan = table.plan();
    RunConfig base = plan.base();
    long done = table.results().stream().filter(RunResult::done).count();
    lines.add("# Growth strategies compared");
    lines.add("");
    lines.add(
        text(
            "%s%s, seed net %s grown to %,d %s in %d rounds; %d epochs first and %d per round, %d in all; learning rate %s; seeds %s. %d of %d runs are done.",
            base.data().name(),
            base.data().trainLimit().isPresent()
                ? text(" (%,d training images)", base.data().trainLimit().getAsInt())
                : "",
            base.seedNet().name(),
            plan.budget(),
            plan.resource().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            base.limits().rounds(),
            base.training().firstEpochs(),
            base.training().epochsPerRound(),
            plan.epochs(),
            base.training().learningRate(),
            plan.allSeeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
            done,
            table.results().size()));
    lines.add("");
  }

  private void means() {
    lines.add("Mean over seeds, +- standard deviation. Losses in nats after the last training.");
    lines.add("");
    header(
        "strategy",
        "seeds",
        "validation loss",
        "validation accuracy %",
        "test loss",
        "test accuracy %",
        "training loss",
        "parameters",
        "MACs",
        "training s",
        "scoring s");
    for (ComparisonTable.Row row : table.rows()) {
      row(
          row.entry().label(),
          Integer.toString(row.values().get(Quantity.VALIDATION_LOSS).size()),
          number(row, Quantity.VALIDATION_LOSS, 1, 4),
          number(row, Quantity.VALIDATION_ACCURACY, 100, 2),
          number(row, Quantity.TEST_LOSS, 1, 4),
          number(row, Quantity.TEST_ACCURACY, 100, 2),
          number(row, Quantity.TRAIN_LOSS, 1, 4),
          text("%,.0f", row.values().get(Quantity.PARAMETERS).mean()),
          text("%,.0f", row.values().get(Quantity.MACS).mean()),
          text("%.0f", row.values().get(Quantity.SECONDS_TRAINING).mean()),
          text("%.0f", row.values().get(Quantity.SECONDS_SCORING).mean()));
    }
    lines.add("");
  }

  private void differences() {
    List<ComparisonTable.Row> rows =
        table.rows().stream().filter(row -> !row.differences().isEmpty()).toList();
    if (rows.isEmpty()) {
      return;
    }
    lines.add(
        text(
            "Paired differences, strategy minus reference with the same seed, +- standard error of the mean; a positive loss means that the reference is better. Reference: %s%s.",
            table.plan().reference(false).map(Entry::label).orElse("none"),
            table.plan().reference(true).map(e -> ", retrained: " + e.label()).orElse("")));
    lines.add("");
    header(
        "strategy",
        "pairs",
        "validation loss",
        "reference better",
        "test loss",
        "validation accuracy %");
    for (ComparisonTable.Row row : rows) {
      Sample loss = row.differences().get(Quantity.VALIDATION_LOSS);
      row(
          row.entry().label(),
          Integer.toString(loss.size()),
          difference(loss, 1, 4),
          text("%d of %d", loss.values().stream().filter(v -> v > 0).count(), loss.size()),
          difference(row.differences().get(Quantity.TEST_LOSS), 1, 4),
          difference(row.differences().get(Quantity.VALIDATION_ACCURACY), 100, 2));
    }
    lines.add("");
  }

  private void runs() {
    lines.add("Every run:");
    lines.add("");
    header(
        "strategy",
        "seed",
        "state",
        "widths",
        "parameters",
        "validation loss",
        "test loss",
        "rounds grown, halved, taken back");
    for (RunResult result : table.results()) {
      boolean any = !result.rounds().isEmpty();
      row(
          result.run().entry().label(),
          Long.toString(result.run().seed()),
          result.state().name().toLowerCase(Locale.ROOT),
          any ? widths(result.last()) : "-",
          any ? text("%,d", result.last().parameters()) : "-",
          any ? text("%.4f", result.last().validationLoss()) : "-",
          any && result.last().testLoss().isPresent()
              ? text("%.4f", result.last().testLoss().getAsDouble())
              : "-",
          text(
              "%d, %d, %d",
              count(result, RoundSummary.Outcome.APPLIED),
              count(result, RoundSummary.Outcome.HALVED),
              count(result, RoundSummary.Outcome.REVERTED)));
    }
    lines.add("");
  }

  private static long count(RunResult result, RoundSummary.Outcome outcome) {
    return result.rounds().stream().filter(round -> round.outcome() == outcome).count();
  }

  private static String widths(RoundSummary round) {
    return round.widths().stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  private static String number(
      ComparisonTable.Row row, Quantity quantity, double scale, int digits) {
    Sample sample = row.values().get(quantity);
    if (sample == null) {
      return "-";
    }
    String mean = text("%." + digits + "f", scale * sample.mean());
    return sample.spread().isEmpty()
        ? mean
        : mean + text(" +- %." + digits + "f", scale * sample.spread().getAsDouble());
  }

  private static String difference(Sample sample, double scale, int digits) {
    if (sample == null) {
      return "-";
    }
    String mean = text("%+." + digits + "f", scale * sample.mean());
    return sample.error().isEmpty()
        ? mean
        : mean + text(" +- %." + digits + "f", scale * sample.error().getAsDouble());
  }

  private void header(String... cells) {
    row(cells);
    lines.add("|" + "---|".repeat(cells.length));
  }

  private void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  private static String text(String format, Object... values) {
    return Texts.of(format, values);
  }
}
