package org.morphoscope.compute;

import org.morphoscope.net.NetworkSpec;

/** The same for a net of ReLU6, unequal padding and a padded maximum. */
class CappedFrozenPassTest extends FrozenPassTest {
  @Override
  NetworkSpec net() {
    return Nets.capped();
  }
}
