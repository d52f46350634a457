package org.morphoscope.history;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One decision about one candidate, or what a person did to a layer or to the run: locked,
 * unlocked, adjusted, undone. Those have no morphism, channel or numbers.
 *
 * @param round its round
 * @param by who decided: policy, person or countdown
 * @param decision in the set, in the other set, tried both, approved, vetoed, deferred, locked,
 *     unlocked, adjusted or undone
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

  private static final Set<String> NUMBERS =
      Set.of(
          "round",
          "delta_nats",
          "standard_error_nats",
          "parameter_change",
          "set_predicted_nats",
          "set_measured_nats");

  /** What a person did besides deciding about a candidate. */
  static LogEntry ofPerson(int round, String what, String layer, String outcome) {
    return of(round, "person", what, layer, outcome);
  }

  /** What was done besides deciding about a candidate. */
  static LogEntry of(int round, String by, String what, String layer, String outcome) {
    return new LogEntry(
        round, by, what, "", layer, "", Double.NaN, Double.NaN, 0, outcome, Double.NaN, Double.NaN);
  }

  /** {@return whether it is about one candidate} */
  public boolean ofCandidate() {
    return !morphism.isEmpty();
  }

  /**
   * {@return the entries as JSON Lines, one object a line with the names of {@link #csv}}
   *
   * @param entries in the order of the lines
   */
  public static String jsonLines(List<LogEntry> entries) {
    return entries.stream().map(LogEntry::json).collect(Collectors.joining("\n", "", "\n"));
  }

  private String json() {
    String[] names = HEADER.split(",");
    List<String> values = values();
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < names.length; i++) {
      String value = values.get(i);
      text.append(i == 0 ? "" : ",").append('"').append(names[i]).append("\":");
      if (!NUMBERS.contains(names[i])) {
        text.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
      } else {
        text.append(value.isEmpty() ? "null" : value);
      }
    }
    return text.append('}').toString();
  }

  /**
   * {@return the entries as comma-separated values with a line of names, for other programs}
   *
   * @param entries in the order of the lines
   */
  public static String csv(List<LogEntry> entries) {
    return Stream.concat(Stream.of(HEADER), entries.stream().map(LogEntry::line))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String line() {
    return values().stream().map(LogEntry::quoted).collect(Collectors.joining(","));
  }

  private List<String> values() {
    return List.of(
        Integer.toString(round),
        by,
        decision,
        morphism,
        layer,
        channel,
        number(delta),
        number(error),
        ofCandidate() ? Long.toString(parameterChange) : "",
        outcome,
        number(predictedSet),
        number(measuredSet));
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  private static String quoted(String text) {
    return text.matches("[^,\"\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /**
   * {@return whether every word occurs in the entry; upper and lower case are the same}
   *
   * @param words separated by spaces; without any every entry matches
   */
  public boolean matches(String words) {
    String text =
        String.join(" ", "round " + round, by, decision, morphism, layer, channel, outcome)
            .toLowerCase(Locale.ROOT);
    return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(text::contains);
  }
}
