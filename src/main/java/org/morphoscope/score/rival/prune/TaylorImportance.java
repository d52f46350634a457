package org.morphoscope.score.rival.prune;

import java.util.Arrays;
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
    Slopes slopes = new Slopes(units, Math.min(passes.batch(), images), Math.min(batch, images));
    sweep.run(
        0,
        images,
        loader,
        (shard, pass, gradients, first) -> add(pass, gradients, slopes.rows, slopes.row(first)),
        done -> {
          slopes.fold(done);
          after.accept(done);
        });
    int batches = images / slopes.size;
    double[] scores = new double[units];
    double[] errors = new double[units];
    double[] predicted = new double[units];
    for (int u = 0; u < units; u++) {
      scores[u] = slopes.squares[u] / batches;
      double fourth = slopes.fourth[u] / batches;
      errors[u] =
          batches < 2
              ? Double.NaN
              : Math.sqrt(Math.max(0, fourth - scores[u] * scores[u]) / (batches - 1));
      predicted[u] = 0 - slopes.sum[u] / images;
    }
    return Opinion.ofPrunes(images, spec, scores, errors, predicted);
  }

  /**
   * Sums over the images so far. Only the rows of one frozen batch are held, and added in the order
   * of the images, so that the sums do not depend on the number of threads.
   */
  private static final class Slopes {
    /** {@code [N, units]}: s_n of the images that are not added yet. */
    final double[] rows;

    final double[] sum;

    /** Sums over whole batches of {@link #size} images, of their mean to the second and fourth. */
    final double[] squares;

    final double[] fourth;
    final int size;
    private final double[] ofBatch;
    private int added;

    Slopes(int units, int held, int size) {
      this.rows = new double[Math.multiplyExact(held, units)];
      this.sum = new double[units];
      this.squares = new double[units];
      this.fourth = new double[units];
      this.ofBatch = new double[units];
      this.size = size;
    }

    /** Where the row of an image begins that is not added yet. */
    int row(int image) {
      return (image - added) * sum.length;
    }

    /** Adds the rows up to an image, and begins the next ones. */
    void fold(int to) {
      int units = sum.length;
      for (int at = 0; added < to; added++, at += units) {
        for (int u = 0; u < units; u++) {
          sum[u] += rows[at + u];
          ofBatch[u] += rows[at + u];
        }
        if ((added + 1) % size == 0) {
          endBatch();
        }
      }
      Arrays.fill(rows, 0);
    }

    private void endBatch() {
      for (int u = 0; u < sum.length; u++) {
        double mean = ofBatch[u] / size;
        squares[u] += mean * mean;
        fourth[u] += mean * mean * mean * mean;
      }
      Arrays.fill(ofBatch, 0);
    }
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
