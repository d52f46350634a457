package org.morphoscope.compute;

import org.morphoscope.net.NetworkSpec;

/** The same for a net of depthwise-separable blocks. */
class DepthwiseFrozenPassTest extends FrozenPassTest {
  @Override
  NetworkSpec net() {
    return Nets.depthwise();
  }
}
