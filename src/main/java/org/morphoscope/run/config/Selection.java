package org.morphoscope.run.config;

import static org.morphoscope.run.config.Ranges.require;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.Resource;

/**
 * How a set is chosen (method.md section 8).
 *
 * @param pace what limits a round
 * @param growthFactor net growth of the resource per round, above 1 to 4
 * @param lambda loss per unit of the resource: the fixed one, or where the adaptive policy starts
 * @param resource what lambda and the growth factor are about
 * @param otherShare share of the other resource in the price that lambda puts on a candidate, 0 to
 *     1: 0 prices {@code resource} alone, which lets a budget in parameters drift to layers with
 *     large maps; budgets and growth factor stay about {@code resource}
 * @param significance a candidate is eligible when |dL| exceeds this many standard errors
 * @param discount standard errors that are added to the slope of every candidate when a set is
 *     chosen, 0 to 100; what is predicted of the set is without it
 * @param kinds morphisms to consider
 * @param start what the channels that were added by the model's choice begin to train with
 * @param tryBoth what every proposal that nobody changes is tried against; empty for nothing
 */
public record Selection(
    Pace pace,
    double growthFactor,
    OptionalDouble lambda,
    Resource resource,
    double otherShare,
    double significance,
    double discount,
    Set<MorphKind> kinds,
    Start start,
    Optional<SecondSet> tryBoth) {

  /** What limits a round of growth. */
  public enum Pace {
    /** The growth factor, lambda by bisection: no tuning needed. */
    FACTOR,
    /** As {@link #FACTOR}, with the factor that reaches the budget in the last round. */
    TO_BUDGET,
    /** A fixed lambda. */
    LAMBDA,
    /**
     * A lambda that follows the measured gain per unit of the resource; the growth factor is the
     * upper limit.
     */
    ADAPTIVE
  }

  /** What channels that are added by the model's choice begin to train with. */
  public enum Start {
    /** What was learned: a split's two children, a new neuron's outgoing weights. */
    LEARNED,
    /**
     * Fresh weights: the set is chosen, applied and measured as ever, and then what it added begins
     * anew with random incoming weights and outgoing weights 0, a split channel beside its parent
     * as it was. The model decides where and how many, training what.
     */
    FRESH;

    /**
     * {@return the morphisms that go with it} Prunes are chosen beside what splits bring, which a
     * fresh channel does not.
     */
    public Set<MorphKind> kinds() {
      return this == FRESH ? Set.of(MorphKind.SPLIT) : Set.of(MorphKind.SPLIT, MorphKind.PRUNE);
    }
  }

  /**
   * Checks every number against its range and copies the kinds.
   *
   * @param pace what limits a round
   * @param growthFactor net growth of the resource per round, above 1 to 4
   * @param lambda loss per unit of the resource: the fixed one, or where the adaptive policy starts
   * @param resource what lambda and the growth factor are about
   * @param otherShare share of the other resource in lambda's price, 0 to 1
   * @param significance a candidate is eligible when |dL| exceeds this many standard errors
   * @param discount standard errors that are added to the slope of every candidate
   * @param kinds morphisms to consider
   * @param start what added channels begin to train with
   * @param tryBoth what every proposal that nobody changes is tried against; empty for nothing
   */
  public Selection {
    require(
        growthFactor > 1 && growthFactor <= 16, "growth factor", "above 1, to 16", growthFactor);
    require(
        lambda.orElse(0) >= 0 && lambda.orElse(0) <= 1e6, "lambda", "0 to 1e6", lambda.orElse(0));
    require(pace != Pace.LAMBDA || lambda.isPresent(), "lambda", "a number from 0 to 1e6", "none");
    require(
        otherShare >= 0 && otherShare <= 1, "share of the other resource", "0 to 1", otherShare);
    require(significance >= 0 && significance <= 1e6, "significance", "0 to 1e6", significance);
    require(discount >= 0 && discount <= 100, "discount", "0 to 100 standard errors", discount);
    kinds = Set.copyOf(kinds);
    Set<MorphKind> considered = kinds;
    require(
        tryBoth.flatMap(SecondSet::kind).map(considered::contains).orElse(true),
        "try both",
        "a kind of change that is considered",
        tryBoth.map(Enum::name).orElse(""));
  }

  /** {@return the selection that a new run has unless it is told otherwise} */
  public static Selection standard() {
    return new Selection(
        Pace.FACTOR,
        1.4,
        OptionalDouble.empty(),
        Resource.PARAMETERS,
        0.5,
        0,
        0,
        Start.LEARNED.kinds(),
        Start.LEARNED,
        Optional.empty());
  }

  /**
   * {@return what was standard before} All morphisms, priced by the one resource: what was measured
   * to pay in small steps at a small rate.
   */
  public static Selection former() {
    return standard()
        .withOtherShare(0)
        .withKinds(Set.of(MorphKind.SPLIT, MorphKind.PRUNE, MorphKind.NEW_NEURON));
  }

  /**
   * {@return the morphisms where none are named}
   *
   * @param begun what added channels begin with
   * @param newNeurons whether a number of candidates for new neurons was asked for
   */
  public Set<MorphKind> kinds(Start begun, boolean newNeurons) {
    Set<MorphKind> usual = EnumSet.copyOf(begun == start ? kinds : begun.kinds());
    if (newNeurons) {
      usual.add(MorphKind.NEW_NEURON);
    }
    return usual;
  }

  /**
   * {@return the same selection with another pace}
   *
   * @param changed what limits a round
   */
  public Selection withPace(Pace changed) {
    return new Selection(
        changed,
        growthFactor,
        lambda,
        resource,
        otherShare,
        significance,
        discount,
        kinds,
        start,
        tryBoth);
  }

  /**
   * {@return the same selection with another growth factor}
   *
   * @param changed net growth of the resource per round, above 1 to 4
   */
  public Selection withGrowthFactor(double changed) {
    return new Selection(
        pace, changed, lambda, resource, otherShare, significance, discount, kinds, start, tryBoth);
  }

  /**
   * {@return the same selection with a pace and the lambda that it is about}
   *
   * @param at what limits a round
   * @param changed loss per unit of the resource; empty where the pace needs none
   */
  public Selection withLambda(Pace at, OptionalDouble changed) {
    return new Selection(
        at,
        growthFactor,
        changed,
        resource,
        otherShare,
        significance,
        discount,
        kinds,
        start,
        tryBoth);
  }

  /**
   * {@return the same selection about another resource}
   *
   * @param changed what lambda and the growth factor are about
   */
  public Selection withResource(Resource changed) {
    return new Selection(
        pace,
        growthFactor,
        lambda,
        changed,
        otherShare,
        significance,
        discount,
        kinds,
        start,
        tryBoth);
  }

  /**
   * {@return the same selection with another price}
   *
   * @param changed share of the other resource in it, 0 to 1
   */
  public Selection withOtherShare(double changed) {
    return new Selection(
        pace,
        growthFactor,
        lambda,
        resource,
        changed,
        significance,
        discount,
        kinds,
        start,
        tryBoth);
  }

  /**
   * {@return the same selection with another threshold of significance}
   *
   * @param changed a candidate is eligible when |dL| exceeds this many standard errors
   */
  public Selection withSignificance(double changed) {
    return new Selection(
        pace, growthFactor, lambda, resource, otherShare, changed, discount, kinds, start, tryBoth);
  }

  /**
   * {@return the same selection with another discount}
   *
   * @param changed standard errors that are added to the slope of every candidate
   */
  public Selection withDiscount(double changed) {
    return new Selection(
        pace,
        growthFactor,
        lambda,
        resource,
        otherShare,
        significance,
        changed,
        kinds,
        start,
        tryBoth);
  }

  /**
   * {@return the same selection with other kinds of morphisms}
   *
   * @param changed morphisms to consider
   */
  public Selection withKinds(Set<MorphKind> changed) {
    return new Selection(
        pace,
        growthFactor,
        lambda,
        resource,
        otherShare,
        significance,
        discount,
        changed,
        start,
        tryBoth);
  }

  /**
   * {@return the same selection with another beginning of what it adds}
   *
   * @param changed what added channels begin to train with
   */
  public Selection withStart(Start changed) {
    return new Selection(
        pace,
        growthFactor,
        lambda,
        resource,
        otherShare,
        significance,
        discount,
        kinds,
        changed,
        tryBoth);
  }

  /**
   * {@return the same selection with another set to try proposals against}
   *
   * @param changed what every proposal that nobody changes is tried against; empty for nothing
   */
  public Selection withTryBoth(Optional<SecondSet> changed) {
    return new Selection(
        pace,
        growthFactor,
        lambda,
        resource,
        otherShare,
        significance,
        discount,
        kinds,
        start,
        changed);
  }
}
