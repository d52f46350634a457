package org.morphoscope.score.rival.prune;

import java.util.function.Consumer;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.rival.Opinion;
import org.morphoscope.score.rival.Rival;
import org.morphoscope.score.rival.Sweep;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Importance by a first-order Taylor expansion (Molchanov et al. 2019; method.md section 12.9): a
 * gate of value 1 on every channel, closed to first order:
 *
 * <pre>
 * s_n   = sum over sites and positions of g_n z_n     slope of the loss of image n in the gate
 * score = mean over batches of (mean over the batch of s_n)^2
 * dL    = -E[s_n]                                     closing the gate, to first order
 * </pre>
 *
 * <p>It is the square of a batch's a of the prune without compensation. As published but for the
 * smoothing over removals, since the net is trained between two of ours [ours].
 */
public final class TaylorImportance implements Rival {
  private final FrozenPasses passes;
  private final int batch;
  private final Sweep sweep;

  /**
   * Learns nothing.
   *
   * @param passes passes over the unmodified net
   * @param batch images whose slopes are averaged before they are squared
   */
  public TaylorImportance(FrozenPasses passes, int batch) {
    this.passes = passes;
    this.batch = batch;
    this.sweep = new Sweep(passes);
  }

  @Override
  public <E extends Exception> void learn(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after) throws E {
    after.accept(0);
  }

  @Override
  public <E extends Exception> Opinion score(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after, Consumer<Opinion> partial)
      throws E {
    NetworkSpec spec = passes.network().spec();
    int units = spec.unitCount();
    double[] slopes = new double[images * units];
    sweep.run(
        0,
        images,
        loader,
        (shard, pass, gradients, first) -> add(pass, gradients, slopes, first * units),
        after);
    int size = Math.min(batch, images);
    int batches = images / size;
    double[] scores = new double[units];
    double[] errors = new double[units];
    double[] predicted = new double[units];
    for (int u = 0; u < units; u++) {
      double squares = 0;
      double fourth = 0;
      for (int b = 0; b < batches; b++) {
        double mean = mean(slopes, units, u, b * size, size);
        squares += mean * mean / batches;
        fourth += mean * mean * mean * mean / batches;
      }
      scores[u] = squares;
      errors[u] =
          batches < 2
              ? Double.NaN
              : Math.sqrt(Math.max(0, fourth - squares * squares) / (batches - 1));
      predicted[u] = 0 - mean(slopes, units, u, 0, images);
    }
    return Opinion.ofPrunes(images, spec, scores, errors, predicted);
  }

  private static double mean(double[] slopes, int units, int unit, int from, int count) {
    double sum = 0;
    for (int n = from; n < from + count; n++) {
      sum += slopes[n * units + unit];
    }
    return sum / count;
  }

  /** Adds the slopes of a pass's images, {@code [N, units]} from a place on. */
  private static void add(FrozenPass pass, Gradients gradients, double[] slopes, int at) {
    NetworkSpec spec = pass.network().spec();
    int units = spec.unitCount();
    int unit = 0;
    for (WidthGroup group : spec.groups()) {
      for (int site : group.sites()) {
        double[] z = host(pass, pass.z(site));
        double[] g = host(pass, gradients.z(site));
        int perImage = z.length / pass.batch();
        for (int i = 0; i < z.length; i++) {
          slopes[at + i / perImage * units + unit + i % group.width()] += g[i] * z[i];
        }
      }
      unit += group.width();
    }
  }

  private static double[] host(FrozenPass pass, INDArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    pass.kernels().download(array, values);
    return values;
  }

  @Override
  public void close() {
    sweep.close();
  }
}
