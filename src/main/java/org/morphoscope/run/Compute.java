package org.morphoscope.run;

/**
 * Arithmetic in multiply-accumulates, by what it was spent on. Training counts three forward passes
 * per image, as is usual, whatever the first layer saves; all else is what the convolutions and
 * matrix products really did. Elementwise work is left out.
 *
 * @param training of the weights, in rounds and tails
 * @param learning of theta and of outgoing weights
 * @param scoring BatchNorm statistics and the scoring pass
 * @param measuring applying, re-basing and measuring the sets that stayed, and the validation loss
 *     by which one of two sets was kept
 * @param lineSearch of strategies that search for a step length; ours does not
 * @param discarded applying and measuring sets that were halved or taken back, all of the set that
 *     was not kept of two, and rounds and tails that diverged
 * @param evaluating losses at the end of rounds: they inform a reader and no choice, so that they
 *     are in no total
 */
public record Compute(
    long training,
    long learning,
    long scoring,
    long measuring,
    long lineSearch,
    long discarded,
    long evaluating) {
  /** Nothing was computed yet. */
  public static final Compute NONE = new Compute(0, 0, 0, 0, 0, 0, 0);

  /**
   * {@return the same with what a phase spent added}
   *
   * @param phase the work it was spent on
   * @param spent multiply-accumulates
   */
  public Compute plus(Phase phase, long spent) {
    return switch (phase) {
      case TRAIN, TAIL ->
          new Compute(
              training + spent, learning, scoring, measuring, lineSearch, discarded, evaluating);
      case LEARN ->
          new Compute(
              training, learning + spent, scoring, measuring, lineSearch, discarded, evaluating);
      case REFRESH, SCORE ->
          new Compute(
              training, learning, scoring + spent, measuring, lineSearch, discarded, evaluating);
      case PROPOSE, DECIDE, APPLY, MEASURE ->
          new Compute(
              training, learning, scoring, measuring + spent, lineSearch, discarded, evaluating);
      case EVALUATE ->
          new Compute(
              training, learning, scoring, measuring, lineSearch, discarded, evaluating + spent);
    };
  }

  /**
   * {@return the same, with a part of scoring spent on searching for step lengths}
   *
   * @param part multiply-accumulates among those of scoring
   */
  public Compute lineSearched(long part) {
    return new Compute(
        training, learning, scoring - part, measuring, lineSearch + part, discarded, evaluating);
  }

  /**
   * {@return the same, with all measuring since an earlier moment spent on what was discarded}
   *
   * @param earlier a count of the same run, before what was discarded
   */
  public Compute discardedSince(Compute earlier) {
    long wasted = measuring - earlier.measuring;
    return new Compute(
        training, learning, scoring, earlier.measuring, lineSearch, discarded + wasted, evaluating);
  }

  /**
   * {@return the same, with all training and choosing since an earlier moment spent in vain}
   *
   * @param earlier a count of the same run, before what was in vain
   */
  public Compute abandonedSince(Compute earlier) {
    return abandoned(earlier, this);
  }

  /**
   * {@return the same, with all training and choosing between two moments spent in vain}
   *
   * @param from a count of the same run, before what was in vain
   * @param to a later one, behind it
   */
  public Compute abandoned(Compute from, Compute to) {
    return new Compute(
        training - (to.training - from.training),
        learning - (to.learning - from.learning),
        scoring - (to.scoring - from.scoring),
        measuring - (to.measuring - from.measuring),
        lineSearch - (to.lineSearch - from.lineSearch),
        discarded - (to.discarded - from.discarded) + to.total() - from.total(),
        evaluating);
  }

  /** {@return all that choosing cost} */
  public long search() {
    return learning + scoring + measuring + lineSearch + discarded;
  }

  /** {@return training and search together} */
  public long total() {
    return training + search();
  }
}
