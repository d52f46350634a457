package org.morphoscope.selection;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.morphoscope.text.Texts;

/**
 * What somebody wants of a set: everything that a {@link Selector} has to know beside the joint
 * model, so that the set can be chosen wherever the model is.
 *
 * @param rules what may be, must be and must not be in the set
 * @param otherShare share of the other resource in the price, 0 to 1
 * @param lambda loss per unit of the resource, 0 or more; empty to choose it by the allowance
 * @param allowance most that the set may add, in units of the resource; counts without a lambda
 */
public record SetWish(
    Selector.Rules rules, double otherShare, OptionalDouble lambda, long allowance) {
  /**
   * Checks what is no matter of the net.
   *
   * @param rules what may be, must be and must not be in the set
   * @param otherShare share of the other resource in the price, 0 to 1
   * @param lambda loss per unit of the resource, 0 or more; empty to choose it by the allowance
   * @param allowance most that the set may add, in units of the resource
   * @throws IllegalArgumentException in one sentence when lambda or share are out of range
   */
  public SetWish {
    require(otherShare >= 0 && otherShare <= 1, "a share from 0 to 1", otherShare);
    double given = lambda.orElse(0);
    require(given >= 0 && given < Double.POSITIVE_INFINITY, "a lambda of 0 or more", given);
  }

  private static void require(boolean met, String expected, double found) {
    if (!met) {
      throw new IllegalArgumentException(Texts.of("expected %s, found %s", expected, found));
    }
  }

  /**
   * Checks that required candidates are there and at most one of each channel.
   *
   * @param candidates of the net that was scored
   * @throws IllegalArgumentException in one sentence when they are not
   */
  public void requireValidFor(Candidates candidates) {
    boolean[] taken = new boolean[candidates.places()];
    for (int c : rules.required()) {
      boolean known = c >= 0 && c < candidates.size();
      if (!known || taken[candidates.place(c)]) {
        throw new IllegalArgumentException(
            Texts.of(
                "expected required candidates from 0 to %d, one of each channel, found %s",
                candidates.size() - 1, Arrays.toString(rules.required().toArray())));
      }
      taken[candidates.place(c)] = true;
    }
  }

  /**
   * {@return the set}
   *
   * @param selector with the joint model, made for the same share
   */
  public Selector.Selection by(Selector selector) {
    return lambda.isPresent()
        ? selector.atLambda(lambda.getAsDouble(), rules)
        : selector.forBudget(allowance, rules);
  }
}
