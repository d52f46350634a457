package org.morphoscope.compute;

import org.morphoscope.net.NetworkSpec;

/** The same for a net whose last layer pools twice. */
class PooledTwiceTrainingPassTest extends TrainingPassTest {
  @Override
  NetworkSpec net() {
    return Nets.pooledTwice();
  }
}
