package org.morphoscope.compute;

import org.morphoscope.net.NetworkSpec;

/** The same for a net of leaky ReLU and SiLU. */
class CurvedTrainingPassTest extends TrainingPassTest {
  @Override
  NetworkSpec net() {
    return Nets.curved();
  }
}
