package org.morphoscope.ui.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.Evidence;
import org.morphoscope.selection.GramRow;

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
 * @param price {@code lambda dR}: what its resource must save
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
   * @param price {@code lambda dR}: what its resource must save
   * @param measured what the whole set brought, once known
   * @param evidence how its change is spread over the images; empty in older runs
   */
  public Explanation {
    strongest = List.copyOf(strongest);
  }

  /**
   * {@return why the candidate is worth what it is in that set}
   *
   * @param proposal which has the candidate
   * @param row what its joint model says of the candidate
   * @param set indices of the candidates in the set; may contain this one or not
   * @param lambda loss per unit of the resource at which the set was chosen
   * @param candidate index in the proposal's list
   * @param measured what the set brought; empty before it is known
   */
  public static Explanation of(
      Proposal proposal,
      GramRow row,
      List<Integer> set,
      double lambda,
      int candidate,
      Optional<GrowthEvent.Measured> measured) {
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
        lambda * change(proposal, itself),
        measured,
        proposal.evidence(candidate));
  }

  /** By the candidate alone, of the resource that lambda is about. */
  private static double change(Proposal proposal, Candidate candidate) {
    NetworkSpec spec = proposal.architecture().spec();
    int[] widths = spec.widths();
    int step = candidate.kind().widthChange();
    int group = candidate.unit().group();
    return widths[group] + step < 1
        ? 0
        : ResourceModel.of(spec, proposal.resource()).change(widths, group, step);
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
