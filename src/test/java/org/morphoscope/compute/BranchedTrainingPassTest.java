package org.morphoscope.compute;

import org.morphoscope.net.NetworkSpec;

/** The same for a net with two consumers and a flattened head. */
class BranchedTrainingPassTest extends TrainingPassTest {
  @Override
  NetworkSpec net() {
    return Nets.branched();
  }
}
