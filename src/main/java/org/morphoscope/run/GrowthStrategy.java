package org.morphoscope.run;

import java.util.Set;
import org.morphoscope.net.MorphKind;

/**
 * Where and how a net grows. All but {@link #GAUSS_NEWTON} are controls: without them any gain of
 * growing would be credited to the score. They run on the same data, schedule and budget, and their
 * sets are measured like any other, but never taken back.
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
  /** Random channels copied with noise of a tenth of their weights' norm (Chen et al. 2015). */
  NET2NET(Choice.RANDOM, Theta.NOISE);

  private final Choice choice;
  private final Theta theta;

  /** Who chooses the set. */
  public enum Choice {
    /** By the joint model of scores, within the budget. */
    JOINT_MODEL,
    /** Splits of units drawn at random. */
    RANDOM,
    /** New neurons in groups drawn at random. */
    RANDOM_NEW,
    /** Splits in every layer by the same factor, channels at random. */
    UNIFORM
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
    };
  }
}
