package org.morphoscope.run;

import java.util.List;
import java.util.Optional;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;

/**
 * One morphism that was applied.
 *
 * @param kind split, prune or new neuron
 * @param unit the channel; that of a new neuron counts on behind the group's last
 * @param channelId identity of the channel, -1 for a new neuron
 * @param children identities of the channels that came of it: two for a split, one for a new
 *     neuron, none for a prune
 * @param filter its numbers, to be looked at; empty in runs recorded before they were kept, and
 *     where the channel begins anew with others
 */
public record AppliedMorphism(
    MorphKind kind,
    UnitId unit,
    int channelId,
    List<Integer> children,
    Optional<AppliedMorphism.Filter> filter) {
  /**
   * Copies the list.
   *
   * @param kind split, prune or new neuron
   * @param unit the channel; that of a new neuron counts on behind the group's last
   * @param channelId identity of the channel, -1 for a new neuron
   * @param children identities of the channels that came of it
   * @param filter its numbers, to be looked at
   */
  public AppliedMorphism {
    children = List.copyOf(children);
  }

  /**
   * Without numbers to be looked at.
   *
   * @param kind split, prune or new neuron
   * @param unit the channel; that of a new neuron counts on behind the group's last
   * @param channelId identity of the channel, -1 for a new neuron
   * @param children identities of the channels that came of it
   */
  public AppliedMorphism(MorphKind kind, UnitId unit, int channelId, List<Integer> children) {
    this(kind, unit, channelId, children, Optional.empty());
  }

  /**
   * {@return the same morphism with its numbers}
   *
   * @param numbers to be looked at
   */
  public AppliedMorphism with(Filter numbers) {
    return new AppliedMorphism(kind, unit, channelId, children, Optional.of(numbers));
  }

  /**
   * The strongest numbers of a channel when a morphism was applied to it, four significant digits
   * each: enough to draw them.
   *
   * @param inputs number of input channels that the filter has in all
   * @param kernel k: the filter is k by k for each input
   * @param shown indices of the inputs that are kept, ascending
   * @param weights {@code [shown, k, k]}: w before the change; of a new neuron what it begins with
   * @param theta {@code [shown, k, k]}: the children of a split have {@code w + theta} and {@code w
   *     - theta}, those of a signed one {@code w + theta} and {@code w + 2 theta}; empty for other
   *     kinds
   * @param outgoing lengths of the weights with which the strongest readers read the channel, the
   *     longest first; each child of a split is read with half of them, those of a signed one with
   *     twice and minus once as much
   * @param signed whether a split is a signed one
   */
  public record Filter(
      int inputs,
      int kernel,
      List<Integer> shown,
      List<Double> weights,
      List<Double> theta,
      List<Double> outgoing,
      boolean signed) {
    /**
     * Copies the lists.
     *
     * @param inputs number of input channels that the filter has in all
     * @param kernel k
     * @param shown indices of the inputs that are kept
     * @param weights w before the change
     * @param theta of a split
     * @param outgoing of the strongest readers
     * @param signed whether a split is a signed one
     * @throws IllegalArgumentException when the lists do not fit each other
     */
    public Filter {
      shown = List.copyOf(shown);
      weights = List.copyOf(weights);
      theta = List.copyOf(theta);
      outgoing = List.copyOf(outgoing);
      int expected = shown.size() * kernel * kernel;
      if (weights.size() != expected || !theta.isEmpty() && theta.size() != expected) {
        throw new IllegalArgumentException(
            "a filter of " + expected + " numbers, found " + weights.size() + ", " + theta.size());
      }
    }
  }

  /** Knows the numbers of the channels that a set changes. */
  public interface FilterSource {
    /**
     * {@return for each candidate of the scored net the numbers to be looked at; empty where none
     * are kept}
     *
     * @param candidates indices in the order of the last scoring
     */
    default List<Filter> filters(List<Integer> candidates) {
      return List.of();
    }
  }
}
