package org.morphoscope.score;

import org.morphoscope.compute.Nets;
import org.morphoscope.net.NetworkSpec;

/** The same for a net of residual blocks. */
class ResidualThetaGradientTest extends ThetaGradientTest {
  @Override
  NetworkSpec net() {
    return Nets.residual();
  }
}
