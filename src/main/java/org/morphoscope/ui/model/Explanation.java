package org.morphoscope.ui.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.Evidence;
import org.morphoscope.selection.GramRow;
import org.morphoscope.selection.Price;

/**
 * Why a candidate is worth what it is: {@code dL = a + G_cc / 2} alone, and with the rest of the
 * set {@code dL + sum_j G_cj} (method.md sections 4 and 7). All in nats per image.
 *
 * @param candidate the candidate
 * @param slope {@code a}, the first-order change
 * @param curvature {@code G_cc / 2}
 * @param others number of other candidates in the set
 * @param interaction {@code sum_j G_cj} over them
 * @param strongest those that matter most to it, by the size of {@code G_cj}
 * @param chosen whether it is in the set
 * @param price what it must save: lambda times its {@link Price}
 * @param measured what the whole set brought, once known
 * @param evidence how its change is spread over the images; empty in older runs
 */
public record Explanation(
    Candidate candidate,
    double slope,
    double curvature,
    int others,
    double interaction,
    List<Partner> strongest,
    boolean chosen,
    double price,
    Optional<GrowthEvent.Measured> measured,
    Optional<Evidence> evidence) {
  private static final int STRONGEST = 2;

  /**
   * Another candidate of the set and its entry of G.
   *
   * @param candidate the other candidate
   * @param gram {@code G_cj}, nats per image
   */
  public record Partner(Candidate candidate, double gram) {}

  /**
   * Copies the list.
   *
   * @param candidate the candidate
   * @param slope {@code a}, the first-order change
   * @param curvature {@code G_cc / 2}
   * @param others number of other candidates in the set
   * @param interaction {@code sum_j G_cj} over them
   * @param strongest those that matter most to it, by the size of {@code G_cj}
   * @param chosen whether it is in the set
   * @param price what it must save: lambda times its {@link Price}
   * @param measured what the whole set brought, once known
   * @param evidence how its change is spread over the images; empty in older runs
   */
  public Explanation {
    strongest = List.copyOf(strongest);
  }

  /**
   * {@return why the candidate is worth what it is in that set}
   *
   * @param from the proposal, and the set, which may contain this candidate or not
   * @param row what its joint model says of the candidate
   * @param candidate index in the proposal's list
   */
  static Explanation of(WhySource from, GramRow row, int candidate) {
    Proposal proposal = from.proposal();
    List<Integer> set = from.set();
    Candidate itself = proposal.candidates().get(candidate);
    double[] entries = row.entries();
    List<Partner> partners =
        set.stream()
            .filter(other -> other != candidate)
            .map(other -> new Partner(proposal.candidates().get(other), entries[other]))
            .sorted(Comparator.comparingDouble(partner -> -Math.abs(partner.gram())))
            .toList();
    return new Explanation(
        itself,
        row.slope(),
        0.5 * entries[candidate],
        partners.size(),
        partners.stream().mapToDouble(Partner::gram).sum(),
        partners.subList(0, Math.min(STRONGEST, partners.size())),
        set.contains(candidate),
        from.lambda() * price(from, itself),
        from.measured(),
        proposal.evidence(candidate));
  }

  /** What lambda multiplies, by the candidate alone. */
  private static double price(WhySource from, Candidate candidate) {
    NetworkSpec spec = from.proposal().architecture().spec();
    int[] widths = spec.widths();
    int step = candidate.kind().widthChange();
    int group = candidate.unit().group();
    return widths[group] + step < 1
        ? 0
        : new Price(spec, from.proposal().resource(), from.otherShare())
            .change(widths, group, step);
  }

  /** {@return the predicted change by the candidate alone} */
  public double alone() {
    return slope + curvature;
  }

  /** {@return the predicted change by the candidate on top of the rest of the set} */
  public double inSet() {
    return alone() + interaction;
  }
}
