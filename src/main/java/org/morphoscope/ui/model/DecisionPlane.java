package org.morphoscope.ui.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.Price;

/**
 * Every candidate of a round as what it costs and what it is predicted to bring, each alone, and
 * the set together.
 *
 * @param round of the proposal
 * @param resource what costs are counted in
 * @param otherShare share of the other resource in the price, 0 to 1
 * @param dots candidates that have a score and can be taken
 * @param set the whole set by the joint model
 * @param lambda loss in nats that a unit of price must save
 * @param proposed lambda of the engine's proposal
 */
public record DecisionPlane(
    int round,
    Resource resource,
    double otherShare,
    List<Dot> dots,
    Dot set,
    double lambda,
    double proposed) {
  /**
   * Copies the list.
   *
   * @param round of the proposal
   * @param resource what costs are counted in
   * @param otherShare share of the other resource in the price, 0 to 1
   * @param dots candidates that have a score and can be taken
   * @param set the whole set by the joint model
   * @param lambda loss in nats that a unit of price must save
   * @param proposed lambda of the engine's proposal
   */
  public DecisionPlane {
    dots = List.copyOf(dots);
  }

  /**
   * A place in the plane.
   *
   * @param key the candidate; null for the set
   * @param name in words
   * @param change of the resource
   * @param price what lambda multiplies: {@code change} where the other resource has no share
   * @param delta predicted change of the loss, nats per image
   * @param error standard error of {@code delta}; NaN where there is none
   * @param chosen whether it is in the set
   */
  public record Dot(
      CandidateKey key,
      String name,
      double change,
      double price,
      double delta,
      double error,
      boolean chosen) {

    /** {@return the loss that a unit of price saves; comparable with lambda} */
    public double gainPerUnit() {
      return price == 0 ? Double.NaN : -delta / price;
    }
  }

  /**
   * {@return the plane of a set}
   *
   * @param chosen as it was proposed, or as a person reconsiders it
   * @param otherShare share of the other resource in the price, 0 to 1
   */
  public static DecisionPlane of(ChosenSet chosen, double otherShare) {
    Proposal proposal = chosen.proposal();
    NetworkSpec spec = proposal.architecture().spec();
    ResourceModel model = ResourceModel.of(spec, proposal.resource());
    Price price = new Price(spec, proposal.resource(), otherShare);
    int[] widths = spec.widths();
    int[] after = spec.widths();
    Set<Integer> in = new HashSet<>(chosen.set());
    List<Dot> dots = new ArrayList<>();
    for (Candidate c : proposal.candidates()) {
      int group = c.unit().group();
      int step = c.kind().widthChange();
      after[group] += in.contains(c.index()) ? step : 0;
      // the last channel of a layer cannot be pruned
      if (widths[group] + step >= 1 && Double.isFinite(c.delta())) {
        dots.add(
            new Dot(
                new CandidateKey(c.kind(), c.unit()),
                name(c, spec),
                model.change(widths, group, step),
                price.change(widths, group, step),
                c.delta(),
                c.error(),
                in.contains(c.index())));
      }
    }
    Dot set =
        new Dot(
            null,
            "the set of " + in.size(),
            chosen.change(proposal.resource()),
            price.change(widths, after),
            chosen.predictedDelta(),
            Double.NaN,
            true);
    return new DecisionPlane(
        proposal.round(),
        proposal.resource(),
        otherShare,
        dots,
        set,
        chosen.lambda(),
        proposal.lambda());
  }

  private static String name(Candidate candidate, NetworkSpec spec) {
    int group = candidate.unit().group();
    String layer = spec.layer(spec.group(group).first()).id();
    int channel = candidate.unit().channel();
    return candidate.kind() == MorphKind.NEW_NEURON
        ? "new neuron #" + (channel - spec.widths()[group]) + " of " + layer
        : candidate.kind().word() + " of " + layer + " channel " + channel;
  }
}
