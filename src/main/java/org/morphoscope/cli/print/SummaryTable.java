package org.morphoscope.cli.print;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.text.Texts;

/** Rounds as a table of aligned columns. */
public final class SummaryTable {
  private static final List<String> HEADER =
      List.of(
          "round",
          "widths",
          "parameters",
          "train-loss",
          "valid-loss",
          "test-loss",
          "valid-acc",
          "test-acc",
          "predicted",
          "measured",
          "held-out",
          "splits",
          "prunes",
          "new",
          "seconds");

  private SummaryTable() {}

  /**
   * {@return a heading and a line for each round}
   *
   * @param rounds finished rounds in order
   */
  public static List<String> lines(List<RoundSummary> rounds) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADER));
    rounds.forEach(round -> rows.add(row(round)));
    int[] sizes = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int c = 0; c < sizes.length; c++) {
        sizes[c] = Math.max(sizes[c], row.get(c).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < sizes.length; c++) {
        line.append(c == 0 ? "" : "  ");
        line.append(" ".repeat(sizes[c] - row.get(c).length())).append(row.get(c));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  static String widths(RoundSummary round) {
    return round.widths().stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  private static List<String> row(RoundSummary round) {
    return List.of(
        Integer.toString(round.round()),
        widths(round),
        text("%,d", round.parameters()),
        text("%.4f", round.trainLoss()),
        text("%.4f", round.validationLoss()),
        number(round.testLoss()),
        text("%.1f %%", 100 * round.validationAccuracy()),
        share(round.testAccuracy()),
        number(round.predictedGain()),
        number(round.measuredGain()),
        number(round.heldOutGain()),
        Integer.toString(round.splits()),
        Integer.toString(round.prunes()),
        Integer.toString(round.newNeurons()),
        text("%.1f", round.secondsTraining() + round.secondsScoring()));
  }

  private static String share(OptionalDouble value) {
    return value.isPresent() ? text("%.1f %%", 100 * value.getAsDouble()) : "-";
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? text("%.4f", value.getAsDouble()) : "-";
  }

  private static String text(String format, Object... values) {
    return Texts.of(format, values);
  }
}
