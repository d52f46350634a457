package org.morphoscope.journal.codec;

import java.util.EnumMap;
import java.util.Map;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.Op;
import org.morphoscope.net.Resource;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Decision;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RoundSummary.Outcome;
import org.morphoscope.run.config.Keep;
import org.morphoscope.run.config.SecondSet;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.Training;
import org.morphoscope.selection.CurvatureMode;

/**
 * The words on disk for the constants of an enum. They are written out here, and never taken from
 * the constants' names, so that a constant can be renamed.
 *
 * @param <E> the enum
 */
public final class Labels<E extends Enum<E>> {
  static final Labels<Phase> PHASE =
      new Labels<>(
          Phase.class,
          Map.of(
              Phase.TRAIN, "train",
              Phase.REFRESH, "refresh",
              Phase.LEARN, "learn",
              Phase.SCORE, "score",
              Phase.PROPOSE, "propose",
              Phase.DECIDE, "decide",
              Phase.APPLY, "apply",
              Phase.MEASURE, "measure",
              Phase.EVALUATE, "evaluate",
              Phase.TAIL, "tail"));
  static final Labels<Resource> RESOURCE =
      new Labels<>(
          Resource.class,
          Map.of(
              Resource.PARAMETERS, "parameters",
              Resource.MULTIPLY_ACCUMULATES, "multiply-accumulates"));

  static final Labels<Selection.Start> START =
      new Labels<>(
          Selection.Start.class,
          Map.of(Selection.Start.LEARNED, "learned", Selection.Start.FRESH, "fresh"));

  static final Labels<Keep> KEEP =
      new Labels<>(Keep.class, Map.of(Keep.ALL, "all", Keep.LAST, "last"));

  static final Labels<Selection.Pace> PACE =
      new Labels<>(
          Selection.Pace.class,
          Map.of(
              Selection.Pace.FACTOR, "factor",
              Selection.Pace.TO_BUDGET, "to-budget",
              Selection.Pace.LAMBDA, "lambda",
              Selection.Pace.ADAPTIVE, "adaptive"));

  static final Labels<GrowthStrategy> STRATEGY =
      new Labels<>(
          GrowthStrategy.class,
          Map.ofEntries(
              Map.entry(GrowthStrategy.GAUSS_NEWTON, "gauss-newton"),
              Map.entry(GrowthStrategy.RANDOM, "random"),
              Map.entry(GrowthStrategy.RANDOM_LEARNED, "random-learned"),
              Map.entry(GrowthStrategy.RANDOM_NEW, "random-new"),
              Map.entry(GrowthStrategy.UNIFORM, "uniform"),
              Map.entry(GrowthStrategy.UNIFORM_NEW, "uniform-new"),
              Map.entry(GrowthStrategy.NET2NET, "net2net"),
              Map.entry(GrowthStrategy.SPLITTING, "splitting"),
              Map.entry(GrowthStrategy.SPLITTING_SIGNED, "splitting-signed"),
              Map.entry(GrowthStrategy.FIREFLY, "firefly"),
              Map.entry(GrowthStrategy.GRADMAX_OUT, "gradmax-out"),
              Map.entry(GrowthStrategy.TINY, "tiny"),
              Map.entry(GrowthStrategy.SENN, "senn"),
              Map.entry(GrowthStrategy.BEST_OF_M, "best-of-m"),
              Map.entry(GrowthStrategy.PAIRS, "pairs"),
              Map.entry(GrowthStrategy.TAYLOR, "taylor"),
              Map.entry(GrowthStrategy.SLIMMING, "slimming"),
              Map.entry(GrowthStrategy.MORPHNET, "morphnet"),
              Map.entry(GrowthStrategy.SCORES, "scores")));

  static final Labels<SecondSet> SECOND =
      new Labels<>(
          SecondSet.class,
          Map.of(
              SecondSet.HALF, "half",
              SecondSet.NOTHING, "nothing",
              SecondSet.SPLIT, "split",
              SecondSet.NEW, "new"));

  static final Labels<MorphKind> KIND =
      new Labels<>(
          MorphKind.class,
          Map.of(MorphKind.SPLIT, "split", MorphKind.PRUNE, "prune", MorphKind.NEW_NEURON, "new"));
  static final Labels<Decision.By> BY =
      new Labels<>(
          Decision.By.class,
          Map.of(
              Decision.By.POLICY, "policy",
              Decision.By.PERSON, "person",
              Decision.By.COUNTDOWN, "countdown"));
  static final Labels<EndReason> END =
      new Labels<>(
          EndReason.class,
          Map.of(
              EndReason.ROUNDS_DONE, "rounds-done",
              EndReason.BUDGET_REACHED, "budget-reached",
              EndReason.STOPPED, "stopped",
              EndReason.FAILED, "failed"));
  static final Labels<Outcome> OUTCOME =
      new Labels<>(
          Outcome.class,
          Map.of(
              Outcome.SEED, "seed",
              Outcome.APPLIED, "applied",
              Outcome.HALVED, "halved",
              Outcome.REVERTED, "reverted",
              Outcome.NOTHING, "nothing"));
  static final Labels<Training.Optimiser> OPTIMISER =
      new Labels<>(
          Training.Optimiser.class,
          Map.of(Training.Optimiser.SGD, "sgd", Training.Optimiser.ADAM, "adam"));
  static final Labels<Training.Schedule> SCHEDULE =
      new Labels<>(
          Training.Schedule.class,
          Map.of(
              Training.Schedule.CONSTANT, "constant",
              Training.Schedule.COSINE, "cosine",
              Training.Schedule.STEP, "step",
              Training.Schedule.RUN, "run"));
  static final Labels<Adjustment.Setting> SETTING =
      new Labels<>(
          Adjustment.Setting.class,
          Map.of(
              Adjustment.Setting.LEARNING_RATE, "learning-rate",
              Adjustment.Setting.EPOCHS, "epochs",
              Adjustment.Setting.GROWTH_FACTOR, "growth-factor",
              Adjustment.Setting.BUDGET, "budget",
              Adjustment.Setting.ROUNDS, "rounds"));
  static final Labels<CurvatureMode> MODE =
      new Labels<>(
          CurvatureMode.class,
          Map.of(
              CurvatureMode.SQRT, "sqrt",
              CurvatureMode.FISHER, "fisher",
              CurvatureMode.GGN_MC, "ggn-mc",
              CurvatureMode.GGN, "ggn"));

  /** Kinds of pooling. */
  public static final Labels<Op.Pool.Kind> POOL =
      new Labels<>(
          Op.Pool.Kind.class, Map.of(Op.Pool.Kind.MAX, "max", Op.Pool.Kind.AVERAGE, "average"));

  private final Map<E, String> labels;

  private Labels(Class<E> type, Map<E, String> labels) {
    this.labels = new EnumMap<>(labels);
    for (E constant : type.getEnumConstants()) {
      if (!labels.containsKey(constant)) {
        throw new IllegalStateException("no word on disk for " + constant);
      }
    }
  }

  String of(E constant) {
    return labels.get(constant);
  }

  /**
   * {@return the constant of that word; other words are refused by a {@link MalformedException}}
   *
   * @param what kind of word, for the message
   * @param label the word on disk
   */
  public E parse(String what, String label) {
    for (Map.Entry<E, String> entry : labels.entrySet()) {
      if (entry.getValue().equals(label)) {
        return entry.getKey();
      }
    }
    throw new MalformedException(
        what + " to be one of " + String.join(", ", labels.values()), "\"" + label + "\"");
  }
}
