package org.morphoscope.engine;

import java.util.List;
import org.morphoscope.compute.OptimiserState;
import org.morphoscope.compute.Weights;
import org.morphoscope.morph.Morphism;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.ScoreResult;
import org.morphoscope.selection.Candidates;

/**
 * The net as it was scored, and what was found: on the host, since its arrays go when a set is
 * applied. Every apply and revert begins from it.
 *
 * @param theta {@code [O, I, k, k]} per layer
 * @param losses of the scoring images in nats, in their order: what measured changes are against
 */
record ScoredNet(
    int round,
    NetworkSpec spec,
    Weights weights,
    OptimiserState optimiser,
    List<double[]> theta,
    NewNeurons newNeurons,
    ScoreResult result,
    double[] losses) {

  /** The morphisms of candidates, in their order. */
  List<Morphism> morphisms(List<Integer> candidates) {
    Candidates order = new Candidates(spec, newNeurons.perGroup());
    return candidates.stream().map(c -> Morphism.of(order.kind(c), order.unit(c))).toList();
  }

  /** A set as it was learned. */
  Surgery learned(List<Integer> candidates) {
    return new Surgery(spec, morphisms(candidates), newNeurons, true);
  }

  /** Puts this net in place, as if nothing had been applied. */
  void install(LiveNet net) {
    net.install(spec, weights, optimiser);
  }

  /** Puts this net with a set built into it in place. */
  void install(LiveNet net, Surgery surgery) {
    Weights grown = surgery.grow(weights, theta, result.moments());
    net.install(surgery.grownSpec(), grown, surgery.grow(optimiser));
  }
}
