package org.morphoscope.chart.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.morphoscope.history.DecisionLog;
import org.morphoscope.history.LogEntry;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.run.GrowthEvent.Measured;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.RoundSummary;

/** One finished round: its nets, scores, decisions, measurements and losses. */
final class RoundPart {
  private final RoundRecord record;
  private final CompactJson json;

  RoundPart(RoundRecord record, CompactJson json) {
    this.record = record;
    this.json = json;
  }

  /**
   * Writes the round.
   *
   * @param sentences what happened, for people
   */
  void write(List<String> sentences) {
    json.open('{').name("n").value(record.round());
    json.name("net");
    GraphPart.net(record.architecture(), json);
    if (!record.netAfter().equals(record.architecture())) {
      json.name("after");
      GraphPart.net(record.netAfter(), json);
    }
    json.name("samples").value(record.samples());
    json.name("locked").values(record.locked().stream().sorted().toList());
    json.name("scores").open('[');
    record.scores().forEach(this::scores);
    json.close(']');
    json.name("by").value(by()).name("set").open('[');
    List<LogEntry> entries = DecisionLog.of(List.of(record));
    entries.stream().filter(LogEntry::ofCandidate).forEach(this::entry);
    json.close(']').name("measured").open('[');
    record.measured().forEach(this::measured);
    json.close(']').name("sum");
    summary(record.summary().orElseThrow());
    record
        .tail()
        .ifPresent(
            tail -> {
              json.name("tail");
              summary(tail);
            });
    json.name("text").texts(sentences).name("person");
    json.texts(entries.stream().filter(e -> !e.ofCandidate()).map(RoundPart::person).toList());
    json.close('}');
  }

  private String by() {
    return record.decision().map(d -> d.by().name().toLowerCase(Locale.ROOT)).orElse("");
  }

  private static String person(LogEntry entry) {
    return Stream.of(entry.decision(), entry.layer(), entry.outcome())
        .filter(word -> !word.isEmpty())
        .reduce("A person:", (text, word) -> text + " " + word);
  }

  /**
   * Split, its error, prune, its error, theta, activity of the channels; change and error of new
   * neurons. A list without any number is empty.
   */
  private void scores(LayerScores scores) {
    json.open('[');
    for (double[] values :
        List.of(
            scores.splitDelta(),
            scores.splitError(),
            scores.pruneDelta(),
            scores.pruneError(),
            scores.thetaNorm(),
            scores.activity(),
            scores.newDelta(),
            scores.newError())) {
      boolean any = Arrays.stream(values).anyMatch(Double::isFinite);
      json.values(any ? values : new double[0], CompactJson.SCORE);
    }
    json.close(']');
  }

  /**
   * Decision, morphism, group's name, channel ({@code #3} for the fourth new neuron), change,
   * error, parameters, outcome.
   */
  private void entry(LogEntry entry) {
    json.open('[').value(entry.decision()).value(entry.morphism()).value(entry.layer());
    json.value(entry.channel()).value(entry.delta(), CompactJson.SCORE);
    json.value(entry.error(), CompactJson.SCORE).value(entry.parameterChange());
    json.value(entry.outcome()).close(']');
  }

  /** Changes of the frozen loss: predicted, measured, held out, its error; 1 if contradicted. */
  private void measured(Measured m) {
    json.open('[').value(m.predictedDelta(), CompactJson.LOSS);
    json.value(m.measuredDelta(), CompactJson.LOSS).value(m.heldOutDelta(), CompactJson.LOSS);
    json.value(m.heldOutError(), CompactJson.LOSS).value(m.contradicted() ? 1 : 0).close(']');
  }

  private void summary(RoundSummary s) {
    int digits = CompactJson.LOSS;
    json.open('{').name("parameters").value(s.parameters());
    json.name("macs").value(s.multiplyAccumulates());
    json.name("train").value(s.trainLoss(), digits);
    json.name("trainError").value(s.trainLossError(), digits);
    json.name("validation").value(s.validationLoss(), digits);
    json.name("validationError").value(s.validationLossError(), digits);
    json.name("accuracy").value(s.validationAccuracy(), digits);
    json.name("test").value(s.testLoss(), digits);
    json.name("testAccuracy").value(s.testAccuracy(), digits);
    json.name("splits").value(s.splits()).name("prunes").value(s.prunes());
    json.name("newNeurons").value(s.newNeurons());
    json.name("lambda").value(s.lambda(), digits);
    json.name("outcome").value(s.outcome().name().toLowerCase(Locale.ROOT));
    s.tail().ifPresent(tail -> json.name("epochs").value(tail.epochs()));
    json.close('}');
  }
}
