package org.morphoscope.study.compare;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.text.Texts;

/** Who takes part: growth strategies, and nets that do not grow. */
public enum Participant {
  /** The method with the morphisms that the comparison allows. */
  GAUSS_NEWTON(GrowthStrategy.GAUSS_NEWTON),
  /** The method with the paper's own morphisms: splits and prunes. */
  GAUSS_NEWTON_SPLITS(GrowthStrategy.GAUSS_NEWTON),
  /** The method with new neurons alone. */
  GAUSS_NEWTON_NEW(GrowthStrategy.GAUSS_NEWTON),
  /** {@link GrowthStrategy#RANDOM}. */
  RANDOM(GrowthStrategy.RANDOM),
  /** {@link GrowthStrategy#RANDOM_LEARNED}. */
  RANDOM_LEARNED(GrowthStrategy.RANDOM_LEARNED),
  /** {@link GrowthStrategy#RANDOM_NEW}. */
  RANDOM_NEW(GrowthStrategy.RANDOM_NEW),
  /** {@link GrowthStrategy#UNIFORM}. */
  UNIFORM(GrowthStrategy.UNIFORM),
  /** {@link GrowthStrategy#NET2NET}. */
  NET2NET(GrowthStrategy.NET2NET),
  /** The seed net widened evenly to the budget, trained from scratch. */
  SCRATCH(null),
  /** The seed net as it is, trained as long as the others. */
  NOT_GROWN(null);

  private final GrowthStrategy strategy;

  Participant(GrowthStrategy strategy) {
    this.strategy = strategy;
  }

  /** {@return the name on the command line and in folders, for example {@code random-learned}} */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How it grows; empty when it does not. */
  Optional<GrowthStrategy> strategy() {
    return Optional.ofNullable(strategy);
  }

  /** The morphisms it takes from those that are allowed. */
  Set<MorphKind> kinds(Set<MorphKind> allowed) {
    Set<MorphKind> kinds =
        switch (this) {
          case GAUSS_NEWTON_SPLITS -> EnumSet.of(MorphKind.SPLIT, MorphKind.PRUNE);
          case GAUSS_NEWTON_NEW -> EnumSet.of(MorphKind.NEW_NEURON);
          default -> EnumSet.allOf(MorphKind.class);
        };
    kinds.retainAll(allowed);
    return kinds;
  }

  /** {@return all but {@link #NOT_GROWN}} */
  public static List<Participant> standard() {
    return Arrays.stream(values()).filter(contender -> contender != NOT_GROWN).toList();
  }

  /**
   * {@return the contender of that name}
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
