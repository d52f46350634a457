package org.morphoscope.selection;

import java.util.List;
import java.util.Random;
import org.morphoscope.score.SampleChanges;

/** Invented evidence for tests and pictures. */
public final class Evidences {
  private Evidences() {}

  /**
   * Heavy-tailed changes about these means.
   *
   * @param deltas mean of each candidate; one of exactly 0 changes nothing
   * @param spread about the standard deviation of the changes
   */
  public static List<Evidence> of(double[] deltas, double spread, int samples, long seed) {
    Random random = new Random(seed);
    SampleChanges changes = new SampleChanges(samples, deltas.length);
    double[] s = new double[samples * deltas.length];
    for (int n = 0; n < samples; n++) {
      for (int c = 0; c < deltas.length; c++) {
        double noise = random.nextGaussian();
        s[n * deltas.length + c] =
            deltas[c] == 0 ? 0 : deltas[c] + 0.6 * spread * noise * Math.abs(noise);
      }
    }
    changes.put(s, new double[s.length], 0, samples);
    return changes.evidence();
  }
}
