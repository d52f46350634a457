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
    JOINT_MODEL,
    RANDOM,
    RANDOM_NEW,
    UNIFORM
  }

  /** What theta the splits get. */
  public enum Theta {
    LEARNED,
    RANDOM_OF_SAME_NORM,
    NOISE
  }

  GrowthStrategy(Choice choice, Theta theta) {
    this.choice = choice;
    this.theta = theta;
  }

  public Choice choice() {
    return choice;
  }

  public Theta theta() {
    return theta;
  }

  /** Whether a set whose measurement contradicts its prediction is halved or taken back. */
  public boolean guarded() {
    return this == GAUSS_NEWTON;
  }

  /** The morphisms that the strategy takes from those that the configuration allows. */
  public Set<MorphKind> kinds(Set<MorphKind> allowed) {
    return switch (choice) {
      case JOINT_MODEL -> allowed;
      case RANDOM, UNIFORM -> Set.of(MorphKind.SPLIT);
      case RANDOM_NEW -> Set.of(MorphKind.NEW_NEURON);
    };
  }
}
