package org.morphoscope.compute;

import org.morphoscope.net.NetworkSpec;

/** The same for a net whose last layer pools twice. */
class PooledTwiceFrozenPassTest extends FrozenPassTest {
  @Override
  NetworkSpec net() {
    return Nets.pooledTwice();
  }
}
