package org.morphoscope.study.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.text.Texts;

/** A comparison as {@code comparison.md}. */
final class ComparisonText {
  /** Multiply-accumulates that compute is told in. */
  private static final double TERA = 1e12;

  /** Share of the compute of the reference that an entry may be off. */
  private static final double NEAR = 0.03;

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
    ComparisonSettings of = table.settings();
    long done = table.results().stream().filter(RunResult::done).count();
    lines.add("# Growth strategies compared");
    lines.add("");
    lines.add(
        text(
            "%s%s, seed net %s grown to %,d %s in %d rounds; %d epochs first and %d per round, %d in all before the tail; learning rate %s; seeds %s; equal %s. %d of %d runs are done.",
            of.data(),
            of.trainLimit().isPresent()
                ? text(" (%,d training images)", of.trainLimit().getAsInt())
                : "",
            of.seedNet(),
            of.budget(),
            of.resource().replace('_', '-'),
            of.rounds(),
            of.firstEpochs(),
            of.epochsPerRound(),
            of.epochs(),
            of.learningRate(),
            of.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
            of.match().label(),
            done,
            table.results().size()));
    lines.add("");
    of.plateau().ifPresent(this::plateau);
    of.tuning().ifPresent(this::tuning);
    List<String> open =
        table.results().stream()
            .filter(result -> !result.done())
            .map(r -> r.run().folder() + " (" + r.state().name().toLowerCase(Locale.ROOT) + ")")
            .toList();
    if (!open.isEmpty()) {
      lines.add("Open: " + String.join(", ", open) + ".");
      lines.add("");
    }
    notMatched();
  }

  private void plateau(Plateau plateau) {
    lines.add(
        plateau.epochs().isPresent()
            ? text(
                "Nets from scratch have the full rate for %s epochs, then the tail.",
                plateau.label())
            : text(
                "Nets from scratch have the full rate for %s of their epochs, then the tail.",
                plateau.label()));
    lines.add("");
  }

  private void tuning(RateTuning.Tuned tuned) {
    lines.add(
        text(
            "The learning rate was chosen at even widths from scratch with seed %d, by validation loss: %s. That cost %.3f x 10^12 multiply-accumulates, which are in no total.",
            RateTuning.SEED,
            tuned.tries().stream()
                .map(t -> text("%s: %.4f", t.learningRate(), t.validationLoss()))
                .collect(Collectors.joining(", ")),
            tuned.compute() / TERA));
    lines.add("");
  }

  /**
   * Runs whose compute is not that of the reference, since an epoch more or less would be worse.
   */
  private void notMatched() {
    List<String> off = new ArrayList<>();
    for (RunResult result : table.results()) {
      if (!result.done() || result.run().entry().match() != Match.COMPUTE) {
        continue;
      }
      OptionalDouble ratio = table.computeRatio(result);
      if (ratio.isPresent() && Math.abs(ratio.getAsDouble() - 1) > NEAR) {
        off.add(text("%s (%.1f %%)", result.run().folder(), 100 * ratio.getAsDouble()));
      }
    }
    if (!off.isEmpty()) {
      lines.add(
          "Compute further than 3 % from that of the reference of its seed, as near as whole epochs come: "
              + String.join(", ", off)
              + ".");
      lines.add("");
    }
  }

  private void means() {
    lines.add(
        "Mean over seeds, +- standard error of the mean. Losses in nats after the last training; compute in 10^12 multiply-accumulates, training and search; search is its share.");
    lines.add("");
    header(
        "strategy",
        "seeds",
        "validation loss",
        "test loss",
        "test accuracy %",
        "parameters",
        "MACs",
        "epochs",
        "compute",
        "search %",
        "training s",
        "scoring s");
    for (ComparisonTable.Row row : table.rows()) {
      row(
          row.entry().label(),
          Integer.toString(row.values().get(Quantity.VALIDATION_LOSS).size()),
          number(row, Quantity.VALIDATION_LOSS, 1, 4),
          number(row, Quantity.TEST_LOSS, 1, 4),
          number(row, Quantity.TEST_ACCURACY, 100, 2),
          mean(row, Quantity.PARAMETERS, "%,.0f", 1),
          mean(row, Quantity.MACS, "%,.0f", 1),
          mean(row, Quantity.EPOCHS, "%.1f", 1),
          mean(row, Quantity.COMPUTE, "%.3f", 1 / TERA),
          percent("%.1f", row.searchShare()),
          mean(row, Quantity.SECONDS_TRAINING, "%.0f", 1),
          mean(row, Quantity.SECONDS_SCORING, "%.0f", 1));
    }
    lines.add("");
  }

  private static String mean(
      ComparisonTable.Row row, Quantity quantity, String format, double scale) {
    Sample sample = row.values().get(quantity);
    return sample == null ? "-" : text(format, scale * sample.mean());
  }

  private void differences() {
    List<ComparisonTable.Row> rows =
        table.rows().stream().filter(row -> !row.differences().isEmpty()).toList();
    if (rows.isEmpty()) {
      return;
    }
    lines.add(
        "Paired differences, strategy minus reference with the same seed, +- standard error of the mean, and the 95 % interval of the mean by Student's t; a positive loss means that the reference is better.");
    lines.add("");
    header(
        "strategy",
        "reference",
        "pairs",
        "test loss",
        "95 % interval",
        "validation loss",
        "reference better",
        "test accuracy %",
        "parameters",
        "MACs",
        "compute %");
    for (ComparisonTable.Row row : rows) {
      Sample loss = row.differences().get(Quantity.VALIDATION_LOSS);
      Sample test = row.differences().get(Quantity.TEST_LOSS);
      row(
          row.entry().label(),
          row.reference().label(),
          Integer.toString(loss.size()),
          difference(test, 1, 4),
          interval(test == null ? loss : test),
          difference(loss, 1, 4),
          text("%d of %d", loss.values().stream().filter(v -> v > 0).count(), loss.size()),
          difference(row.differences().get(Quantity.TEST_ACCURACY), 100, 2),
          text("%+,.0f", row.differences().get(Quantity.PARAMETERS).mean()),
          text("%+,.0f", row.differences().get(Quantity.MACS).mean()),
          percent("%+.1f", row.computeDifference()));
    }
    lines.add("");
  }

  private static String percent(String format, OptionalDouble share) {
    return share.isEmpty() ? "-" : text(format, 100 * share.getAsDouble());
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
        "epochs",
        "compute",
        "of reference %",
        "validation loss",
        "test loss",
        "rounds grown, halved, taken back");
    for (RunResult result : table.results()) {
      boolean any = !result.rounds().isEmpty();
      OptionalDouble ratio = table.computeRatio(result);
      row(
          result.run().entry().label(),
          Long.toString(result.run().seed()),
          result.state().name().toLowerCase(Locale.ROOT),
          any ? widths(result.last()) : "-",
          any ? text("%,d", result.last().parameters()) : "-",
          result.epochs().isPresent() ? Integer.toString(result.epochs().getAsInt()) : "-",
          any && result.last().compute().isPresent()
              ? text("%.3f", result.compute().total() / TERA)
              : "-",
          ratio.isPresent() ? text("%.1f", 100 * ratio.getAsDouble()) : "-",
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
    return sample.error().isEmpty()
        ? mean
        : mean + text(" +- %." + digits + "f", scale * sample.error().getAsDouble());
  }

  private static String interval(Sample sample) {
    OptionalDouble half = sample.halfInterval();
    return half.isEmpty()
        ? "-"
        : text(
            "%+.4f to %+.4f",
            sample.mean() - half.getAsDouble(), sample.mean() + half.getAsDouble());
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
