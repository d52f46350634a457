package org.morphoscope.score;

import org.morphoscope.compute.Nets;
import org.morphoscope.net.NetworkSpec;

/** The same for a net of depthwise-separable blocks. */
class DepthwiseThetaGradientTest extends ThetaGradientTest {
  @Override
  NetworkSpec net() {
    return Nets.depthwise();
  }
}
