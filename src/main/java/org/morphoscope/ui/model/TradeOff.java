package org.morphoscope.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.history.RunModel;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RoundSummary;

/**
 * The decision under way in the plane of size and loss: what every candidate would do alone, and
 * lambda as the line of what a unit of the size must save.
 *
 * @param size of the net that was scored, in the resource of the axis
 * @param loss its validation loss
 * @param open candidates that are not in the set, at the place each leads to alone
 * @param chosen candidates in the set
 * @param set where the whole set leads by the joint model
 * @param lambda loss that one unit of the resource must save
 * @param byHand whether a person moved lambda
 * @param priced what lambda is about
 * @param axis what sizes are counted in
 */
public record TradeOff(
    double size,
    double loss,
    List<Place> open,
    List<Place> chosen,
    Place set,
    double lambda,
    boolean byHand,
    Resource priced,
    Resource axis) {

  /**
   * A place in the plane.
   *
   * @param size of the net there, in the resource of the axis
   * @param loss validation loss there, nats per image
   * @param name of the candidate that leads there; empty for other places
   */
  public record Place(double size, double loss, String name) {}

  /**
   * Copies the lists.
   *
   * @param size of the net that was scored, in the resource of the axis
   * @param loss its validation loss
   * @param open candidates that are not in the set, at the place each leads to alone
   * @param chosen candidates in the set
   * @param set where the whole set leads by the joint model
   * @param lambda loss that one unit of the resource must save
   * @param byHand whether a person moved lambda
   * @param priced what lambda is about
   * @param axis what sizes are counted in
   */
  public TradeOff {
    open = List.copyOf(open);
    chosen = List.copyOf(chosen);
  }

  /**
   * {@return the set under decision; empty before the first loss was measured}
   *
   * @param model of the run that is shown
   * @param chosen the set under decision
   * @param axis the resource of the horizontal axis
   */
  public static Optional<TradeOff> of(RunModel model, ChosenSet chosen, Resource axis) {
    Proposal proposal = chosen.proposal();
    Optional<RoundSummary> before =
        model.rounds().stream()
            .filter(record -> record.round() < proposal.round())
            .flatMap(record -> record.summary().stream())
            .reduce((earlier, later) -> later);
    return before.map(summary -> of(chosen, summary.validationLoss(), axis));
  }

  private static TradeOff of(ChosenSet chosen, double loss, Resource axis) {
    Proposal proposal = chosen.proposal();
    NetworkSpec spec = proposal.architecture().spec();
    ResourceModel model = ResourceModel.of(spec, axis);
    int[] widths = spec.widths();
    double size = model.total(widths);
    List<Place> open = new ArrayList<>();
    List<Place> in = new ArrayList<>();
    for (Candidate candidate : proposal.candidates()) {
      int group = candidate.unit().group();
      int step = candidate.kind().widthChange();
      if (widths[group] + step < 1) {
        continue; // the last channel of a layer cannot be pruned
      }
      double change = model.change(widths, group, step);
      Place place = new Place(size + change, loss + candidate.delta(), name(candidate, spec));
      (chosen.contains(candidate.index()) ? in : open).add(place);
    }
    return new TradeOff(
        size,
        loss,
        open,
        in,
        new Place(size + chosen.change(axis), loss + chosen.predictedDelta(), ""),
        chosen.lambda(),
        chosen.byHand(),
        proposal.resource(),
        axis);
  }

  /** {@code prune conv2 5}; {@code new neuron conv2 #0} for the first of a layer's new neurons. */
  private static String name(Candidate candidate, NetworkSpec spec) {
    int group = candidate.unit().group();
    String layer = spec.layer(spec.group(group).first()).id();
    int channel = candidate.unit().channel();
    return switch (candidate.kind()) {
      case SPLIT -> "split " + layer + " " + channel;
      case PRUNE -> "prune " + layer + " " + channel;
      case NEW_NEURON -> "new neuron " + layer + " #" + (channel - spec.widths()[group]);
    };
  }

  /**
   * {@return whether lambda is about what the axis counts, so that it is the slope of a line there}
   */
  public boolean sloped() {
    return priced == axis;
  }

  /**
   * {@return the loss on the line of lambda at a size}
   *
   * @param atSize in the resource of the axis
   */
  public double lineAt(double atSize) {
    return loss - lambda * (atSize - size);
  }

  /**
   * {@return the lambda whose line goes through a place right of the net; never below 0}
   *
   * @param atSize in the resource of the axis
   * @param atLoss nats per image
   */
  public double lambdaThrough(double atSize, double atLoss) {
    return Math.max(0, (loss - atLoss) / Math.max(1, atSize - size));
  }
}
