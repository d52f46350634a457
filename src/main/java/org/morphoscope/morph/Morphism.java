package org.morphoscope.morph;

import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;

/** A small change of the architecture at one unit. */
public sealed interface Morphism {

  /**
   * {@return the channel that it changes; that of a new neuron counts on behind the group's last}
   */
  UnitId unit();

  /** {@return which of the three kinds of change it is} */
  MorphKind kind();

  /**
   * The channel becomes two with incoming weights {@code w + theta} and {@code w - theta} and half
   * of the outgoing weights each; {@code dz = (phi(u + d) + phi(u - d)) / 2 - phi(u)}.
   *
   * @param unit the parent
   */
  record Split(UnitId unit) implements Morphism {
    @Override
    public MorphKind kind() {
      return MorphKind.SPLIT;
    }
  }

  /**
   * The channel becomes two with incoming weights {@code w + theta} and {@code w + 2 theta} and
   * twice and minus once its outgoing weights; {@code dz = 2 phi(u + d) - phi(u + 2 d) - phi(u)},
   * at most 0 for a ReLU, where the plain split only raises z (method.md section 12.11).
   *
   * @param unit the parent
   */
  record SignedSplit(UnitId unit) implements Morphism {
    @Override
    public MorphKind kind() {
      return MorphKind.SPLIT;
    }
  }

  /**
   * The channel is removed and its mean {@code m} folded into the consumer; {@code dz = m - z} away
   * from the consumer's padding ring.
   *
   * @param unit the channel that goes
   */
  record Prune(UnitId unit) implements Morphism {
    @Override
    public MorphKind kind() {
      return MorphKind.PRUNE;
    }
  }

  /**
   * A new channel at the end of its group, with random incoming weights and learned outgoing ones
   * (method.md section 3.3). The unit's channel counts on behind the group's last: {@code width +
   * k} is candidate k of {@link NewNeurons}.
   *
   * @param unit behind the channels of its group
   */
  record NewNeuron(UnitId unit) implements Morphism {
    @Override
    public MorphKind kind() {
      return MorphKind.NEW_NEURON;
    }
  }

  /**
   * {@return the morphism of that kind at that unit}
   *
   * @param kind split, prune or new neuron
   * @param unit channel of a group, counted from 0
   */
  static Morphism of(MorphKind kind, UnitId unit) {
    return switch (kind) {
      case SPLIT -> new Split(unit);
      case PRUNE -> new Prune(unit);
      case NEW_NEURON -> new NewNeuron(unit);
    };
  }
}
