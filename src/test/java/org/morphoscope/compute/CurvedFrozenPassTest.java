package org.morphoscope.compute;

import org.morphoscope.net.NetworkSpec;

/** The same for a net of leaky ReLU and SiLU. */
class CurvedFrozenPassTest extends FrozenPassTest {
  @Override
  NetworkSpec net() {
    return Nets.curved();
  }
}
