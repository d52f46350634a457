package org.morphoscope.compute;

import org.morphoscope.net.NetworkSpec;

/** The same for a net of depthwise-separable blocks. */
class DepthwiseTrainingPassTest extends TrainingPassTest {
  @Override
  NetworkSpec net() {
    return Nets.depthwise();
  }
}
