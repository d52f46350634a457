package org.morphoscope.score;

import org.morphoscope.compute.Nets;
import org.morphoscope.net.NetworkSpec;

/** The same for a net of ReLU6, unequal padding and a padded maximum. */
class CappedThetaGradientTest extends ThetaGradientTest {
  @Override
  NetworkSpec net() {
    return Nets.capped();
  }
}
