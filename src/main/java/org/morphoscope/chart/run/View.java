package org.morphoscope.chart.run;

import java.util.Objects;
import java.util.OptionalInt;
import org.morphoscope.history.Choice;
import org.morphoscope.history.RunHistory;
import org.morphoscope.text.Texts;

/**
 * What of a run a figure shows.
 *
 * @param round for figures of one round; empty: the last one that was scored
 * @param quantity colour of the heat map, see {@link NetworkFigure#QUANTITIES}, or the name of a
 *     morphism
 */
public record View(OptionalInt round, String quantity) {
  /**
   * Checks that nothing is null.
   *
   * @param round for figures of one round; empty: the last one that was scored
   * @param quantity colour of the heat map, see {@link NetworkFigure#QUANTITIES}, or the name of a
   *     morphism
   */
  public View {
    Objects.requireNonNull(round, "round");
    Objects.requireNonNull(quantity, "quantity");
  }

  /** {@return the last scored round, coloured by what splits would bring} */
  public static View standard() {
    return new View(OptionalInt.empty(), "split");
  }

  /** The scored round to show. */
  Choice choice(RunHistory run, String figure) {
    if (run.choices().isEmpty()) {
      throw new IllegalArgumentException(
          Texts.of("%s: run %s has no scored round yet", figure, run.label()));
    }
    int wanted = round.orElse(run.choices().lastKey());
    Choice choice = run.choices().get(wanted);
    if (choice == null) {
      throw new IllegalArgumentException(
          Texts.of(
              "%s: run %s has no scores of round %d: expected one of %s",
              figure, run.label(), wanted, run.choices().keySet()));
    }
    return choice;
  }
}
