package org.morphoscope.score;

import org.morphoscope.compute.Nets;
import org.morphoscope.net.NetworkSpec;

/** The same for a net with two consumers and a flattened head. */
class BranchedThetaGradientTest extends ThetaGradientTest {
  @Override
  NetworkSpec net() {
    return Nets.branched();
  }
}
