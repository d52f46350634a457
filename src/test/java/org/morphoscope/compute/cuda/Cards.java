package org.morphoscope.compute.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.morphoscope.compute.kernels.GraphicsCard;
import org.morphoscope.compute.kernels.GraphicsCards;

/** The graphics card of the machine that runs the tests, if it has one. */
public final class Cards {
  private Cards() {}

  /** Skips the calling test where there is no card. */
  public static GraphicsCard assumed() {
    try {
      return GraphicsCards.find().orElseThrow().open();
    } catch (IllegalStateException e) {
      assumeTrue(false, e.getMessage());
      throw e;
    }
  }
}
