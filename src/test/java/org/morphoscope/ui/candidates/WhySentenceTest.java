package org.morphoscope.ui.candidates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Candidate;
import org.morphoscope.ui.model.Explanation;

class WhySentenceTest {
  private static Candidate candidate(MorphKind kind) {
    return new Candidate(0, kind, new UnitId(1, 2), 2, -0.03, 0.001, 100);
  }

  /** A candidate with that change alone, with the others, and price. */
  private static String why(
      MorphKind kind, double alone, double interaction, double price, boolean chosen) {
    Candidate other = candidate(MorphKind.NEW_NEURON);
    return WhySentence.of(
        new Explanation(
            candidate(kind),
            alone,
            0,
            1,
            interaction,
            List.of(new Explanation.Partner(other, interaction)),
            chosen,
            price,
            Optional.empty(),
            Optional.empty()),
        any -> "new neuron #8 of conv2");
  }

  @Test
  void whatIsInTheSetIsWorthItsPrice() {
    assertEquals(
        "Splitting this channel alone would lower the loss by 0.0300; beside the rest of the set it"
            + " would lower the loss by 0.0200, more than its price of 0.0100, so it is in the set.",
        why(MorphKind.SPLIT, -0.03, 0.01, 0.01, true));
  }

  @Test
  void whatRepeatsAnotherIsLeftOut() {
    String sentence = why(MorphKind.SPLIT, -0.03, 0.025, 0.01, false);
    assertTrue(
        sentence.contains("because it repeats what the new neuron #8 of conv2 does"), sentence);
    assertTrue(sentence.endsWith("so it is not in the set."), sentence);
  }

  @Test
  void whatBringsLessThanItsPriceIsLeftOut() {
    String sentence = why(MorphKind.NEW_NEURON, -0.03, 0, 0.05, false);
    assertTrue(sentence.startsWith("Adding this neuron alone would lower"), sentence);
    assertTrue(sentence.contains("less than its price of 0.0500"), sentence);
  }

  @Test
  void aPruneFreesParameters() {
    String kept = why(MorphKind.PRUNE, 0.001, 0, -0.002, true);
    assertTrue(kept.startsWith("Removing this channel alone would raise the loss"), kept);
    assertTrue(kept.contains("frees parameters worth more, 0.00200, so it is in the set."), kept);
    String left = why(MorphKind.PRUNE, 0.01, 0, -0.002, false);
    assertTrue(left.contains("worth only 0.00200, so it is not in the set."), left);
  }

  @Test
  void whatAPersonDecidedAgainstThePriceIsSaid() {
    assertTrue(why(MorphKind.SPLIT, -0.03, 0, 0.05, true).contains("it was approved"));
    assertTrue(why(MorphKind.SPLIT, -0.03, 0, 0.01, false).contains("it is vetoed, deferred"));
  }
}
