package org.morphoscope.chart.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.morphoscope.history.RunHistory;
import org.morphoscope.net.Resources;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.text.Texts;

/** What the pages about a run say of it as a whole. */
public final class RunWords {
  private RunWords() {}

  /**
   * {@return the run in two or three sentences: from where to where, and how it ended}
   *
   * @param run at least one finished round
   */
  public static String inShort(RunHistory run) {
    RoundSummary first = run.rounds().get(0);
    RoundSummary last = run.rounds().get(run.rounds().size() - 1);
    String ended = run.end().map(e -> e.message()).orElse("The run has not ended.");
    return Texts.of(
        "From %,d to %,d parameters in %d rounds; validation loss from %.4f \u00b1 %.4f to %.4f \u00b1"
            + " %.4f nats, accuracy from %.1f %% to %.1f %%. %s",
        first.parameters(),
        last.parameters(),
        last.round(),
        first.validationLoss(),
        first.validationLossError(),
        last.validationLoss(),
        last.validationLossError(),
        100 * first.validationAccuracy(),
        100 * last.validationAccuracy(),
        ended);
  }

  /**
   * {@return where the run comes from, by name; no folder of the machine}
   *
   * @param run at least one finished round
   */
  public static Map<String, String> origin(RunHistory run) {
    RunStarted start = run.start();
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("Started", run.created());
    origin.put("Seed", Long.toString(run.config().seed()));
    origin.put("Morphoscope", run.program());
    origin.put("Java", run.java());
    origin.put("Kernels", start.backend());
    origin.put("Data", run.config().data().name().split(":", 2)[0]);
    origin.put("Fingerprint of the data", run.fingerprint());
    origin.put(
        "Images",
        Texts.of(
            "%,d training, %,d validation, %,d test",
            start.trainImages(), start.validationImages(), start.testImages()));
    origin.put("Classes", String.join(", ", start.classNames()));
    origin.put(
        "Seed net",
        run.netAfter(0).spec()
            + Texts.of(", %,d parameters", Resources.of(run.netAfter(0).spec()).parameters()));
    return origin;
  }
}
