package org.morphoscope.engine;

import java.util.List;
import java.util.Set;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.OptimiserState;
import org.morphoscope.compute.Weights;
import org.morphoscope.morph.Morphism;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.GrowthEngine.BatchListener;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.Seeds;
import org.morphoscope.score.ScoreResult;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.selection.Candidates;

/**
 * The net as it was scored, and what was found: on the host, since its arrays go when a set is
 * applied. Every apply and revert begins from it.
 *
 * @param theta {@code [O, I, k, k]} per layer
 * @param losses of the scoring images in nats, in their order: what measured changes are against
 * @param signed units whose split is a signed one
 */
record ScoredNet(
    int round,
    NetworkSpec spec,
    Weights weights,
    OptimiserState optimiser,
    List<double[]> theta,
    NewNeurons newNeurons,
    ScoreResult result,
    double[] losses,
    Set<UnitId> signed) {

  /** The morphisms of candidates, in their order. */
  List<Morphism> morphisms(List<Integer> candidates) {
    Candidates order = new Candidates(spec, newNeurons.perGroup());
    return candidates.stream().map(c -> morphism(order.kind(c), order.unit(c))).toList();
  }

  private Morphism morphism(MorphKind kind, UnitId unit) {
    return kind == MorphKind.SPLIT && signed.contains(unit)
        ? new Morphism.SignedSplit(unit)
        : Morphism.of(kind, unit);
  }

  /** A set as it was learned. */
  Surgery learned(List<Integer> candidates) {
    return new Surgery(spec, morphisms(candidates), newNeurons, true);
  }

  /**
   * A set whose additions begin anew.
   *
   * @param passes over this very net
   * @param part images whose statistics the fresh channels get
   * @param seed of the run
   * @param listener units: images
   */
  Surgery fresh(
      List<Integer> candidates,
      FrozenPasses passes,
      ImagePart part,
      long seed,
      BatchListener listener)
      throws RunStoppedException {
    List<Morphism> morphisms = morphisms(candidates);
    NewNeurons drawn =
        NewNeuronSource.draw(
            passes,
            Math.max(1, Surgery.most(morphisms)),
            Seeds.of(seed, round, "fresh channels"),
            part.size(),
            part.loader(),
            done -> listener.afterBatch(done, part.size(), Double.NaN));
    return Surgery.fresh(spec, morphisms, drawn);
  }

  /** Whether a set takes channels away. */
  boolean prunes(List<Integer> candidates) {
    return morphisms(candidates).stream().anyMatch(m -> m.kind() == MorphKind.PRUNE);
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
