package org.morphoscope.run;

import java.util.Optional;
import java.util.Set;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.LayerScores.ScoreQuantity;

/**
 * Where and how a net grows: our method, controls without which any gain of growing would be
 * credited to its score, and rivals, the methods of others (method.md section 12). They run on the
 * same data, schedule and budget; the sets of controls and rivals are measured like any other, but
 * never taken back.
 */
public enum GrowthStrategy {
  /** Learned theta, the set by the joint model. */
  GAUSS_NEWTON(Choice.JOINT_MODEL, Theta.LEARNED),
  /** Random channels, unlearned theta with the norm of the learned one. */
  RANDOM(Choice.RANDOM, Theta.RANDOM_OF_SAME_NORM),
  /** Random channels, learned theta. */
  RANDOM_LEARNED(Choice.RANDOM, Theta.LEARNED),
  /** New neurons at random places, outgoing weights zero. */
  RANDOM_NEW(Choice.RANDOM_NEW, Theta.LEARNED),
  /** Every layer by the same factor, channels at random, unlearned theta. */
  UNIFORM(Choice.UNIFORM, Theta.RANDOM_OF_SAME_NORM),
  /**
   * The widths of the seed net in their proportion, new neurons with outgoing weights 0; nothing is
   * learned or scored, so that the control costs no search.
   */
  UNIFORM_NEW(Set.of(MorphKind.NEW_NEURON), Choice.AS_SEED, "no score: every layer evenly", ""),
  /** Random channels copied with noise of a tenth of their weights' norm (Chen et al. 2015). */
  NET2NET(Choice.RANDOM, Theta.NOISE),
  /** Splitting steepest descent in its fast form (Wang et al. 2019): method.md section 12.1. */
  SPLITTING(
      Set.of(MorphKind.SPLIT),
      Choice.RANKED,
      "smallest eigenvalue of the splitting matrix",
      "nats per squared weight"),
  /** The same with children of opposite sign (Wu et al. 2020): method.md section 12.11. */
  SPLITTING_SIGNED(
      Set.of(MorphKind.SPLIT),
      Choice.RANKED,
      "better end of the splitting matrix's spectrum",
      "nats per squared weight"),
  /** Firefly (Wu et al. 2020): method.md section 12.2. */
  FIREFLY(Set.of(MorphKind.SPLIT, MorphKind.NEW_NEURON), Choice.ORDERED, "gate derivative", "nats"),
  /** GradMax with outgoing weights 0 (Evci et al. 2022): method.md section 12.3. */
  GRADMAX_OUT(
      Set.of(MorphKind.NEW_NEURON),
      Choice.EVENLY,
      "minus the gradient norm of the outgoing weights",
      "nats per weight"),
  /** TINY (Verbockhaven et al. 2024): method.md section 12.4. */
  TINY(Set.of(MorphKind.NEW_NEURON), Choice.RANKED, "minus the squared singular value", "nats"),
  /** Self-expanding nets (Mitchell et al. 2023): method.md section 12.5. */
  SENN(
      Set.of(MorphKind.NEW_NEURON),
      Choice.RANKED,
      "minus the rise of the natural gradient's norm, d eta",
      "nats"),
  /** The true change of the loss by each random neuron: method.md section 12.8. */
  BEST_OF_M(Set.of(MorphKind.NEW_NEURON), Choice.RANKED, "true change of the loss", "nats"),
  /** New neurons in pairs that cancel (Yuan, Savarese, Maire 2023): method.md section 12.6. */
  PAIRS(Set.of(MorphKind.NEW_NEURON), Choice.PAIRS, "no score: every layer evenly", ""),
  /**
   * Trained wide, then the channels whose gates matter least are taken away (Molchanov et al.
   * 2019): method.md section 12.9.
   */
  TAYLOR(Set.of(MorphKind.PRUNE), Choice.LEAST, "squared gate gradient", "squared nats"),
  /**
   * Trained wide with an L1 penalty on BatchNorm's gamma, then the channels of the smallest gamma
   * are taken away (Liu et al. 2017): method.md section 12.10.
   */
  SLIMMING(Set.of(MorphKind.PRUNE), Choice.LEAST, "magnitude of gamma", ""),
  /**
   * Trained with a penalty on gamma that is weighted by cost until half of the cost can go, widened
   * evenly to the budget, begun anew (MorphNet, Gordon et al. 2018): method.md section 12.12.
   */
  MORPHNET(
      Set.of(MorphKind.PRUNE, MorphKind.NEW_NEURON),
      Choice.SHRINK_AND_WIDEN,
      "magnitude of gamma",
      ""),
  /**
   * Splits where the scores of a file are highest, whatever method they are of; theta learned, and
   * the change of the loss predicted, by our own.
   */
  SCORES("minus the score of the file", "");

  private final Choice choice;
  private final Theta theta;

  /** Of a rival; empty for what is scored by our own model. */
  private final Optional<ScoreQuantity> quantity;

  private final Set<MorphKind> ofRival;

  /** Who chooses the set. */
  public enum Choice {
    /** By the joint model of scores, within the budget. */
    JOINT_MODEL,
    /** Splits of units drawn at random. */
    RANDOM,
    /** New neurons in groups drawn at random. */
    RANDOM_NEW,
    /** Splits in every layer by the same factor, channels at random. */
    UNIFORM,
    /** Whatever a rival's score is best for per unit of the resource, up to the allowance. */
    RANKED,
    /** The best of a rival's scores, whatever they cost, up to the allowance. */
    ORDERED,
    /** Every layer by the same factor, the best scores of each first. */
    EVENLY,
    /** Every layer by the same factor, new neurons in pairs. */
    PAIRS,
    /** Every layer by the same factor since the seed net, whatever single rounds had room for. */
    AS_SEED,
    /** Prunes of the smallest scores, whatever they free, down to the round's size. */
    LEAST,
    /**
     * In odd rounds prunes of the smallest scores down to half, in even ones new neurons in the
     * proportion that is left up to the budget, with which the net begins anew.
     */
    SHRINK_AND_WIDEN
  }

  /** What theta the splits get. */
  public enum Theta {
    /** Theta that was learned on the loss model. */
    LEARNED,
    /** A random direction as long as the learned theta. */
    RANDOM_OF_SAME_NORM,
    /** Noise of a tenth of the weights' norm, as in Net2Net. */
    NOISE
  }

  GrowthStrategy(Choice choice, Theta theta) {
    this.choice = choice;
    this.theta = theta;
    this.quantity = Optional.empty();
    this.ofRival = Set.of();
  }

  GrowthStrategy(Set<MorphKind> kinds, Choice choice, String quantity, String unit) {
    this.choice = choice;
    this.theta = Theta.LEARNED;
    this.quantity = Optional.of(new ScoreQuantity(quantity, unit));
    this.ofRival = kinds;
  }

  /** Ranks splits by numbers that come from elsewhere. */
  GrowthStrategy(String quantity, String unit) {
    this(Set.of(MorphKind.SPLIT), Choice.ORDERED, quantity, unit);
  }

  /**
   * {@return whether it learns and scores by itself, not by our own model: the methods of others,
   * and the control that needs neither}
   */
  public boolean rival() {
    return quantity.isPresent() && this != SCORES;
  }

  /** {@return what its scores are; empty for predicted changes of the loss by our model} */
  public Optional<ScoreQuantity> quantity() {
    return quantity;
  }

  /** {@return whether its rounds make the net smaller, down to the budget} */
  public boolean shrinks() {
    return choice == Choice.LEAST;
  }

  /**
   * {@return whether a round takes channels away}
   *
   * @param round from 1 on
   */
  public boolean shrinksIn(int round) {
    return shrinks() || choice == Choice.SHRINK_AND_WIDEN && round % 2 == 1;
  }

  /**
   * {@return whether the net that a round leads to begins anew, with random weights}
   *
   * @param round from 1 on
   */
  public boolean startsOverIn(int round) {
    return choice == Choice.SHRINK_AND_WIDEN && round % 2 == 0;
  }

  /** {@return how the set is chosen} */
  public Choice choice() {
    return choice;
  }

  /** {@return the theta that the splits get} */
  public Theta theta() {
    return theta;
  }

  /**
   * {@return whether a set whose measurement contradicts its prediction is halved or taken back}
   */
  public boolean guarded() {
    return this == GAUSS_NEWTON;
  }

  /**
   * {@return the morphisms that the strategy takes from those that the configuration allows}
   *
   * @param allowed what the configuration considers
   */
  public Set<MorphKind> kinds(Set<MorphKind> allowed) {
    return switch (choice) {
      case JOINT_MODEL -> allowed;
      case RANDOM, UNIFORM -> Set.of(MorphKind.SPLIT);
      case RANDOM_NEW -> Set.of(MorphKind.NEW_NEURON);
      case RANKED, ORDERED, EVENLY, PAIRS, AS_SEED, LEAST, SHRINK_AND_WIDEN -> ofRival;
    };
  }
}
