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
  public static Map<Integer, String> of(Proposal proposal, ChosenSet chosen, double otherShare) {
    return new WhyNot(proposal, otherShare).reasons(chosen);
  }

  /**
   * On top of the set a candidate c brings {@code dL_c + sum_j G_cj}; the rows of G of the set's
   * members tell the sum for all candidates, and with whom each has most in common.
   */
  private Map<Integer, String> reasons(ChosenSet chosen) {
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
    Map<Integer, String> reasons = new HashMap<>();
    for (Candidate c : proposal.candidates()) {
      int group = c.unit().group();
      int step = c.kind().widthChange();
      if (!in.contains(c.index()) && widths[group] + step >= 1 && Double.isFinite(c.delta())) {
        double worth = chosen.lambda() * price.change(widths, group, step);
        double withSet = c.delta() + interaction[c.index()];
        reasons.put(c.index(), reason(c, worth, withSet, strongest, partner));
      }
    }
    reasons.values().removeIf(String::isEmpty);
    return reasons;
  }

  private String reason(
      Candidate c, double worth, double withSet, double[] strongest, int[] partner) {
    if (-c.delta() <= worth) {
      return c.kind().widthChange() < 0
          ? "saves less than it costs in loss"
          : c.delta() >= 0 ? "raises the loss" : "below its price";
    }
    // alone it would be worth it; what the set does already it need not do again
    return -withSet <= worth && strongest[c.index()] > 0
        ? "repeats " + name(proposal.candidates().get(partner[c.index()]))
        : "";
  }

  private String name(Candidate c) {
    int group = c.unit().group();
    int channel = c.unit().channel();
    NetworkSpec spec = proposal.architecture().spec();
    String place = spec.layer(spec.group(group).first()).id();
    return c.kind() == MorphKind.NEW_NEURON
        ? "new neuron #" + (channel - widths[group]) + " of " + place
        : c.kind().word() + " " + place + " " + channel;
  }
}
