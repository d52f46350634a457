package org.morphoscope.study.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.config.Selection;
import org.morphoscope.text.Texts;

/**
 * Who takes part: growth strategies, and nets that do not grow. Another growth strategy is one more
 * constant.
 */
public enum Participant {
  /** The method with the default policy and the morphisms that the comparison allows. */
  GAUSS_NEWTON(GrowthStrategy.GAUSS_NEWTON),
  /** The method with the paper's own morphisms: splits and prunes. */
  GAUSS_NEWTON_SPLITS(GrowthStrategy.GAUSS_NEWTON),
  /** The method with new neurons alone. */
  GAUSS_NEWTON_NEW(GrowthStrategy.GAUSS_NEWTON),
  /** Random channels, unlearned theta. */
  RANDOM(GrowthStrategy.RANDOM),
  /** Random channels, learned theta. */
  RANDOM_LEARNED(GrowthStrategy.RANDOM_LEARNED),
  /** New neurons at random places, outgoing weights zero. */
  RANDOM_NEW(GrowthStrategy.RANDOM_NEW),
  /** Every layer by the same factor, unlearned theta. */
  UNIFORM(GrowthStrategy.UNIFORM),
  /** Every layer by the same factor, new neurons with outgoing weights zero, no search. */
  UNIFORM_NEW(GrowthStrategy.UNIFORM_NEW),
  /** Random channels copied with noise. */
  NET2NET(GrowthStrategy.NET2NET),
  /** Splitting steepest descent. */
  SPLITTING(GrowthStrategy.SPLITTING),
  /** Splitting steepest descent at both ends of the spectrum. */
  SPLITTING_SIGNED(GrowthStrategy.SPLITTING_SIGNED),
  /** Firefly. */
  FIREFLY(GrowthStrategy.FIREFLY),
  /** GradMax with outgoing weights 0. */
  GRADMAX_OUT(GrowthStrategy.GRADMAX_OUT),
  /** TINY. */
  TINY(GrowthStrategy.TINY),
  /** Self-expanding nets. */
  SENN(GrowthStrategy.SENN),
  /** The best of M random neurons by their true change of the loss. */
  BEST_OF_M(GrowthStrategy.BEST_OF_M),
  /** New neurons in pairs that cancel. */
  PAIRS(GrowthStrategy.PAIRS),
  /** A net of four times the budget, pruned to it by Taylor importance. */
  TAYLOR(Net.WIDE, GrowthStrategy.TAYLOR),
  /** A net of four times the budget, trained with a penalty on gamma, pruned to it by gamma. */
  SLIMMING(Net.WIDE, GrowthStrategy.SLIMMING),
  /** A net of the budget, shrunk by cost, widened evenly and begun anew. */
  MORPHNET(Net.WIDE, GrowthStrategy.MORPHNET),
  /** The seed net widened evenly to the budget, trained from scratch. */
  SCRATCH(Net.EVEN),
  /** The same for as many epochs as the reference, whatever all are matched by. */
  SCRATCH_EPOCHS(Net.EVEN, Match.EPOCHS),
  /** As {@link #SCRATCH} in one cosine over all its epochs, at the rate that goes with one. */
  SCRATCH_COSINE(Net.EVEN),
  /** The widths that the reference found, trained from scratch. */
  SCRATCH_WIDTHS(Net.FOUND),
  /** The same for as many epochs as the reference, whatever all are matched by. */
  SCRATCH_WIDTHS_EPOCHS(Net.FOUND, Match.EPOCHS),
  /** The seed net as it is, trained on. */
  NOT_GROWN(Net.SEED);

  private final Optional<GrowthStrategy> strategy;
  private final Net net;
  private final Optional<Match> always;

  /** Which net is trained. */
  enum Net {
    /** One that grows. */
    GROWN,
    /** One that begins with the budget or several times it and is made smaller. */
    WIDE,
    /** The seed net widened evenly to the budget. */
    EVEN,
    /** The widths that the reference found. */
    FOUND,
    /** The seed net. */
    SEED
  }

  Participant(GrowthStrategy strategy) {
    this.strategy = Optional.of(strategy);
    this.net = Net.GROWN;
    this.always = Optional.empty();
  }

  Participant(Net net, GrowthStrategy strategy) {
    this.strategy = Optional.of(strategy);
    this.net = net;
    this.always = Optional.empty();
  }

  Participant(Net net) {
    this.strategy = Optional.empty();
    this.net = net;
    this.always = Optional.empty();
  }

  Participant(Net net, Match always) {
    this.strategy = Optional.empty();
    this.net = net;
    this.always = Optional.of(always);
  }

  /**
   * {@return its name on the command line, in files and in folders, for example {@code
   * random-learned}}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How it grows; empty when it does not. */
  Optional<GrowthStrategy> strategy() {
    return strategy;
  }

  boolean grows() {
    return net == Net.GROWN;
  }

  /** Whether it comes to widths of its own, which can be trained from scratch. */
  boolean finds() {
    return strategy.isPresent();
  }

  Net net() {
    return net;
  }

  /** What it is matched by in a comparison. */
  Match match(Match ofAll) {
    return always.orElse(ofAll);
  }

  /** The morphisms it takes from those that are allowed. */
  Set<MorphKind> kinds(Set<MorphKind> allowed) {
    return switch (this) {
      case GAUSS_NEWTON_SPLITS -> EnumSet.of(MorphKind.SPLIT, MorphKind.PRUNE);
      // its name says what it grows by, whatever the others may
      case GAUSS_NEWTON_NEW -> EnumSet.of(MorphKind.NEW_NEURON);
      default -> EnumSet.copyOf(allowed);
    };
  }

  /** What the channels that it adds begin with. */
  Selection.Start start(Selection.Start ofAll) {
    // those that are named after their morphisms keep what these were chosen for
    return this == GAUSS_NEWTON_SPLITS || this == GAUSS_NEWTON_NEW
        ? Selection.Start.LEARNED
        : ofAll;
  }

  /**
   * {@return the method, its controls, and the final size from scratch at even widths and at those
   * found}
   */
  public static List<Participant> standard() {
    List<Participant> standard = new ArrayList<>(EnumSet.range(GAUSS_NEWTON, NET2NET));
    // which the method itself is, unless other morphisms are asked for
    standard.remove(GAUSS_NEWTON_SPLITS);
    standard.addAll(List.of(SCRATCH, SCRATCH_WIDTHS));
    return standard;
  }

  /**
   * {@return the contender of a name}
   *
   * @param label as on the command line
   * @throws IllegalArgumentException in one sentence when there is no contender of that name
   */
  public static Participant of(String label) {
    return Arrays.stream(values())
        .filter(contender -> contender.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Texts.of("expected one of %s, found '%s'", labels(), label)));
  }

  private static String labels() {
    return Arrays.stream(values()).map(Participant::label).collect(Collectors.joining(", "));
  }
}
