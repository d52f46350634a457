package org.morphoscope.score;

import org.morphoscope.compute.Nets;
import org.morphoscope.net.NetworkSpec;

/** The same for a net of leaky ReLU and SiLU. */
class CurvedThetaGradientTest extends ThetaGradientTest {
  @Override
  NetworkSpec net() {
    return Nets.curved();
  }
}
