package org.morphoscope.ui.candidates;

import java.util.function.Function;
import org.morphoscope.run.Candidate;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.Explanation;

/** Why a candidate is in the set or not, in one sentence for who has not read the formula. */
final class WhySentence {
  private WhySentence() {}

  /**
   * The sentence, with its full stop.
   *
   * @param name a candidate in words
   */
  static String of(Explanation why, Function<Candidate, String> name) {
    String subject =
        switch (why.candidate().kind()) {
          case SPLIT -> "Splitting this channel";
          case PRUNE -> "Removing this channel";
          case NEW_NEURON -> "Adding this neuron";
        };
    return subject
        + " alone would "
        + change(why.alone())
        + rest(why, name)
        + (why.chosen() ? ", so it is in the set." : ", so it is not in the set.");
  }

  /** What it would do beside the others, against what it costs or frees. */
  private static String rest(Explanation why, Function<Candidate, String> name) {
    boolean pays = why.inSet() + why.price() < 0;
    if (why.chosen() != pays) {
      return why.chosen()
          ? ", which does not pay at this price; it was approved, or the set needs it"
          : "; it would pay, but it is vetoed, deferred, too uncertain or beyond the budget";
    }
    String beside =
        why.others() == 0 ? "" : "; beside the rest of the set it would " + change(why.inSet());
    boolean repeats = !pays && why.alone() + why.price() < 0 && !why.strongest().isEmpty();
    if (repeats) {
      return beside
          + ", because it repeats what the "
          + name.apply(why.strongest().get(0).candidate())
          + " does";
    }
    String worth = Formats.significant(Math.abs(why.price()));
    if (why.price() < 0) {
      return beside
          + (pays
              ? ", and it frees parameters worth more, "
              : ", and it frees parameters worth only ")
          + worth;
    }
    return beside + (pays ? ", more than its price of " : ", less than its price of ") + worth;
  }

  private static String change(double delta) {
    return (delta < 0 ? "lower the loss by " : "raise the loss by ")
        + Formats.significant(Math.abs(delta));
  }
}
