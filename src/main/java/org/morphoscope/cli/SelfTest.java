package org.morphoscope.cli;

import java.io.IOException;
import java.util.function.Function;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.engine.NumericEngine;
import org.morphoscope.engine.RunData;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.RunConfig;
import org.morphoscope.text.Texts;

/**
 * Computes the loss of a fresh net on generated images with the fast kernels and, in double
 * precision, with the plain ones: two different programs that must agree.
 */
public final class SelfTest {
  private static final double TOLERANCE = 1e-4;

  private final Function<Precision, Team> teams;

  /**
   * Asks for threads when the test runs.
   *
   * @param teams makes threads and kernels of a precision; closed here
   */
  public SelfTest(Function<Precision, Team> teams) {
    this.teams = teams;
  }

  /**
   * @return what was checked, in words
   * @throws IllegalStateException in one sentence when the two do not agree
   * @throws IOException in one sentence when the images cannot be made
   * @throws RunStoppedException never: nobody stops this
   */
  public String run() throws IOException, RunStoppedException {
    double fast = loss(Precision.FLOAT);
    double plain = loss(Precision.DOUBLE);
    if (!(Math.abs(fast - plain) <= TOLERANCE * Math.abs(plain))) {
      throw new IllegalStateException(
          Texts.of(
              "the loss of a fresh network should be %.6f (64 bits), found %.6f (32 bits); please"
                  + " report this with the lines above.",
              plain, fast));
    }
    return Texts.of(
        "passed: the loss of a fresh network is %.4f with 32-bit and 64-bit kernels alike.", plain);
  }

  private double loss(Precision precision) throws IOException, RunStoppedException {
    RunConfig config = RunConfig.standard("generated:256", "tiny", 0, 1);
    try (NumericEngine engine =
        new NumericEngine(config, RunData.open(config), teams.apply(precision), "self-test")) {
      return engine.evaluate(0, (done, total, running) -> {}).trainLoss();
    }
  }
}
