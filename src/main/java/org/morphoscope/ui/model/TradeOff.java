package org.morphoscope.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.growth.Candidate;
import org.morphoscope.growth.Proposal;
import org.morphoscope.growth.RoundSummary;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;

/**
 * The decision under way in the plane of parameters and loss: what every candidate would do alone,
 * and lambda as the line of what a parameter must save.
 *
 * @param parameters of the net that was scored
 * @param loss its validation loss
 * @param open candidates that are not in the set, at the place each leads to alone
 * @param chosen candidates in the set
 * @param set where the whole set leads by the joint model
 * @param lambda loss that one unit of the resource must save
 * @param byHand whether a person moved lambda
 * @param sloped whether lambda is about parameters, so that the line can be drawn
 */
public record TradeOff(
    double parameters,
    double loss,
    List<Place> open,
    List<Place> chosen,
    Place set,
    double lambda,
    boolean byHand,
    boolean sloped) {

  /** A place in the plane. */
  public record Place(double parameters, double loss) {}

  public TradeOff {
    open = List.copyOf(open);
    chosen = List.copyOf(chosen);
  }

  /** The decision under way; empty before the first loss was measured. */
  public static Optional<TradeOff> of(RunModel model, WhatIf whatIf) {
    Proposal proposal = whatIf.proposal();
    Optional<RoundSummary> before =
        model.rounds().stream()
            .filter(record -> record.round() < proposal.round())
            .flatMap(record -> record.summary().stream())
            .reduce((earlier, later) -> later);
    return before.map(summary -> of(whatIf, summary.validationLoss()));
  }

  private static TradeOff of(WhatIf whatIf, double loss) {
    Proposal proposal = whatIf.proposal();
    double parameters = Resources.of(proposal.architecture().spec()).parameters();
    List<Place> open = new ArrayList<>();
    List<Place> chosen = new ArrayList<>();
    for (Candidate candidate : proposal.candidates()) {
      Place place = new Place(parameters + candidate.parameterChange(), loss + candidate.delta());
      (whatIf.contains(candidate.index()) ? chosen : open).add(place);
    }
    return new TradeOff(
        parameters,
        loss,
        open,
        chosen,
        new Place(parameters + whatIf.parameterChange(), loss + whatIf.current().predictedDelta()),
        whatIf.current().lambda(),
        whatIf.lambdaByHand(),
        proposal.resource() == Resource.PARAMETERS);
  }

  /** Loss on the line of lambda at a number of parameters. */
  public double lineAt(double atParameters) {
    return loss - lambda * (atParameters - parameters);
  }

  /** The lambda whose line goes through a place right of the net; never below 0. */
  public double lambdaThrough(double atParameters, double atLoss) {
    return Math.max(0, (loss - atLoss) / Math.max(1, atParameters - parameters));
  }
}
