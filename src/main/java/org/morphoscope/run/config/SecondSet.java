package org.morphoscope.run.config;

import java.util.Optional;
import org.morphoscope.net.MorphKind;

/** What every proposal that nobody changes is tried against, for an epoch each. */
public enum SecondSet {
  /** Its first half, in the order taken. */
  HALF,
  /** The net as it is. */
  NOTHING,
  /** The best set of splits alone, within the same allowance. */
  SPLIT,
  /** The best set of new neurons alone, within the same allowance. */
  NEW;

  /** {@return the one kind of change that the set is of; empty where it may have any} */
  public Optional<MorphKind> kind() {
    return switch (this) {
      case HALF, NOTHING -> Optional.empty();
      case SPLIT -> Optional.of(MorphKind.SPLIT);
      case NEW -> Optional.of(MorphKind.NEW_NEURON);
    };
  }
}
