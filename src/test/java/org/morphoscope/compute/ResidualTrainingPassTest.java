package org.morphoscope.compute;

import org.morphoscope.net.NetworkSpec;

/** The same for a net of residual blocks. */
class ResidualTrainingPassTest extends TrainingPassTest {
  @Override
  NetworkSpec net() {
    return Nets.residual();
  }
}
