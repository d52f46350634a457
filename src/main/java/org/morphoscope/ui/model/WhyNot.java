package org.morphoscope.ui.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.Price;

/** In a few words for each candidate what keeps it out of the set (method.md section 8). */
public final class WhyNot {
  /**
   * What keeps a candidate out.
   *
   * @param brief in the room of a cell
   * @param whole in a few words
   */
  public record Reason(String brief, String whole) {
    /** Nothing single does. */
    public static final Reason NONE = of("");

    static Reason of(String words) {
      return new Reason(words, words);
    }

    /** {@return whether nothing is said} */
    public boolean isEmpty() {
      return whole.isEmpty();
    }
  }

  private final Proposal proposal;
  private final Price price;
  private final int[] widths;

  private WhyNot(Proposal proposal, double otherShare) {
    this.proposal = proposal;
    NetworkSpec spec = proposal.architecture().spec();
    price = new Price(spec, proposal.resource(), otherShare);
    widths = spec.widths();
  }

  /**
   * {@return reasons by the candidates' indices; none for those in the set, and where there is no
   * single one}
   *
   * @param proposal with its joint model
   * @param chosen the set as it stands
   * @param otherShare share of the other resource in the price, 0 to 1
   */
  public static Map<Integer, Reason> of(Proposal proposal, ChosenSet chosen, double otherShare) {
    return new WhyNot(proposal, otherShare).reasons(chosen);
  }

  /**
   * On top of the set a candidate c brings {@code dL_c + sum_j G_cj}; the rows of G of the set's
   * members tell the sum for all candidates, and with whom each has most in common.
   */
  private Map<Integer, Reason> reasons(ChosenSet chosen) {
    int size = proposal.candidates().size();
    double[] interaction = new double[size];
    double[] strongest = new double[size];
    int[] partner = new int[size];
    double[] row = new double[size];
    for (int member : chosen.set()) {
      java.util.Arrays.fill(row, 0);
      proposal.model().gram().addRow(member, row);
      for (int c = 0; c < size; c++) {
        interaction[c] += row[c];
        if (row[c] > strongest[c]) {
          strongest[c] = row[c];
          partner[c] = member;
        }
      }
    }
    Set<Integer> in = new HashSet<>(chosen.set());
    Map<Integer, Reason> reasons = new HashMap<>();
    for (Candidate c : proposal.candidates()) {
      int group = c.unit().group();
      int step = c.kind().widthChange();
      if (!in.contains(c.index()) && widths[group] + step >= 1 && Double.isFinite(c.delta())) {
        double worth = chosen.lambda() * price.change(widths, group, step);
        double withSet = c.delta() + interaction[c.index()];
        reasons.put(c.index(), reason(c, worth, withSet, strongest, partner));
      }
    }
    reasons.values().removeIf(Reason::isEmpty);
    return reasons;
  }

  private Reason reason(
      Candidate c, double worth, double withSet, double[] strongest, int[] partner) {
    if (-c.delta() <= worth) {
      return c.kind().widthChange() < 0
          ? new Reason("costs too much", "saves less than it costs in loss")
          : Reason.of(c.delta() >= 0 ? "raises the loss" : "below its price");
    }
    // alone it would be worth it; what the set does already it need not do again
    return -withSet <= worth && strongest[c.index()] > 0
        ? repeats(proposal.candidates().get(partner[c.index()]))
        : Reason.NONE;
  }

  private Reason repeats(Candidate c) {
    int group = c.unit().group();
    int channel = c.unit().channel();
    NetworkSpec spec = proposal.architecture().spec();
    String place = spec.layer(spec.group(group).first()).id();
    if (c.kind() == MorphKind.NEW_NEURON) {
      int number = channel - widths[group];
      return new Reason(
          "repeats " + place + " #" + number, "repeats new neuron #" + number + " of " + place);
    }
    String unit = place + " " + channel;
    return new Reason("repeats " + unit, "repeats " + c.kind().word() + " " + unit);
  }
}
