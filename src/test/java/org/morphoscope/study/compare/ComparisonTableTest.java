package org.morphoscope.study.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.study.compare.RunResult.State;

class ComparisonTableTest {
  private final ComparisonPlan plan =
      Plans.plan(List.of(Participant.GAUSS_NEWTON, Participant.RANDOM), 3, false);

  private final List<RunResult> results =
      List.of(
          run(Participant.GAUSS_NEWTON, 1, State.DONE, 1.0),
          run(Participant.RANDOM, 1, State.DONE, 1.1),
          run(Participant.GAUSS_NEWTON, 2, State.DONE, 2.0),
          run(Participant.RANDOM, 2, State.DONE, 2.3),
          run(Participant.GAUSS_NEWTON, 3, State.BEGUN, 9.0),
          run(Participant.RANDOM, 3, State.DONE, 3.0));

  private static RunResult run(Participant contender, long seed, State state, double loss) {
    RoundSummary round =
        new RoundSummary(
            0,
            List.of(4, 4),
            318,
            1000,
            loss,
            0.01,
            loss,
            0.01,
            0.5,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            0,
            0,
            0,
            OptionalDouble.empty(),
            0,
            RoundSummary.Outcome.SEED,
            2,
            1);
    var planned = new ComparisonPlan.Planned(new Entry(contender, false, Match.COMPUTE), seed);
    return new RunResult(
        planned,
        Path.of(planned.folder()),
        state,
        List.of(round),
        List.of(),
        OptionalInt.of(7),
        OptionalInt.of(600));
  }

  @Test
  void differencesArePairedBySeedAndLeaveOutWhatIsNotDone() {
    ComparisonTable table = ComparisonTable.of(ComparisonSettings.of(plan), results);
    assertEquals(2, table.rows().size());
    ComparisonTable.Row method = table.rows().get(0);
    ComparisonTable.Row random = table.rows().get(1);
    assertEquals(1.5, method.values().get(Quantity.VALIDATION_LOSS).mean(), 1e-12);
    assertTrue(method.differences().isEmpty());
    assertEquals(3, random.values().get(Quantity.VALIDATION_LOSS).size());
    Sample difference = random.differences().get(Quantity.VALIDATION_LOSS);
    assertEquals(2, difference.size());
    assertEquals(0.2, difference.mean(), 1e-12);
    assertEquals(0.1, difference.error().orElseThrow(), 1e-12);
  }

  @Test
  void theTablesSayWhatIsMissing() throws Exception {
    ComparisonTable table = ComparisonTable.of(ComparisonSettings.of(plan), results);
    String text = String.join("\n", ComparisonText.lines(table));
    assertTrue(text.contains("5 of 6 runs are done"), text);
    assertTrue(text.contains("Open: gauss-newton-seed3 (begun)."), text);
    assertTrue(
        text.contains(
            "| random | gauss-newton | 2 | - | -1.0706 to +1.4706 | +0.2000 +- 0.1000 | 2 of 2 |"),
        text);
    var json = new ObjectMapper().readTree(ComparisonFile.write(table));
    assertEquals("begun", json.get("runs").get(4).get("state").asText());
    assertEquals(0.1, json.at("/table/1/differences/validationLoss/se").asDouble(), 1e-12);
  }

  @Test
  void oneValueHasNoSpread() {
    Sample one = new Sample(List.of(3.0));
    assertEquals(OptionalDouble.empty(), one.spread());
    assertEquals(OptionalDouble.empty(), one.error());
    assertEquals(OptionalDouble.empty(), one.halfInterval());
    assertEquals(Math.sqrt(2), new Sample(List.of(1.0, 3.0)).spread().orElseThrow(), 1e-12);
  }
}
