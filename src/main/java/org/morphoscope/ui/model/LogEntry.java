package org.morphoscope.ui.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One decision about one candidate.
 *
 * @param round its round
 * @param by who decided: policy, person or countdown
 * @param decision in the set, approved, vetoed or deferred
 * @param morphism split, prune or new
 * @param layer name of the layers that have the channel
 * @param channel its number
 * @param delta predicted change of the mean loss by it alone, nats
 * @param error standard error of delta
 * @param parameterChange exact change of parameters by it alone
 * @param outcome what became of it
 * @param predictedSet predicted change of the loss by the round's whole set; NaN when none
 * @param measuredSet the measured one; NaN when none
 */
public record LogEntry(
    int round,
    String by,
    String decision,
    String morphism,
    String layer,
    String channel,
    double delta,
    double error,
    long parameterChange,
    String outcome,
    double predictedSet,
    double measuredSet) {
  private static final String HEADER =
      "round,decided_by,decision,morphism,layer,channel,delta_nats,standard_error_nats,"
          + "parameter_change,outcome,set_predicted_nats,set_measured_nats";

  /** The entries as comma-separated values with a line of names, for other programs. */
  public static String csv(List<LogEntry> entries) {
    return Stream.concat(Stream.of(HEADER), entries.stream().map(LogEntry::line))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String line() {
    return Stream.of(
            Integer.toString(round),
            by,
            decision,
            morphism,
            layer,
            channel,
            number(delta),
            number(error),
            Long.toString(parameterChange),
            outcome,
            number(predictedSet),
            number(measuredSet))
        .map(LogEntry::quoted)
        .collect(Collectors.joining(","));
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  private static String quoted(String text) {
    return text.matches("[^,\"\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Whether every word occurs in the entry; upper and lower case are the same. */
  public boolean matches(String words) {
    String text =
        String.join(" ", "round " + round, by, decision, morphism, layer, channel, outcome)
            .toLowerCase(Locale.ROOT);
    return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(text::contains);
  }
}
