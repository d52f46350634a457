package org.morphoscope.score;

import org.morphoscope.compute.Nets;
import org.morphoscope.net.NetworkSpec;

/** The same for a net whose last layer pools twice. */
class PooledTwiceThetaGradientTest extends ThetaGradientTest {
  @Override
  NetworkSpec net() {
    return Nets.pooledTwice();
  }
}
