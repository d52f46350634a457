package org.morphoscope.compute;

import java.util.List;

/**
 * Host copy of an optimiser's memory.
 *
 * @param slots momentum for SGD; first and second moment for Adam. Running statistics are unused
 * @param steps steps taken so far
 */
public record OptimiserState(List<Weights> slots, long steps) {
  /**
   * Copies the list.
   *
   * @param slots momentum for SGD; first and second moment for Adam. Running statistics are unused
   * @param steps steps taken so far
   */
  public OptimiserState {
    slots = List.copyOf(slots);
  }
}
