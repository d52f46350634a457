package org.morphoscope.score;

import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.CurvatureMode;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The changes of a fixed number of images by all candidates, and their products with gradients
 * (method.md section 7): of image n and candidate c
 *
 * <pre>
 * r[n, c] = sum over positions and channels of g . dz_c
 * </pre>
 *
 * <p>dz_c the change of the activations that readers see, g a gradient there: of the loss itself
 * for slopes, of a direction of the curvature for rows of its factor. Candidates stand in the order
 * of {@link Candidates}: splits, prunes, new neurons, each by group.
 */
final class PartScorer implements AutoCloseable {
  private final Network network;
  private final int size;

  /** Per layer; not owned. */
  private final INDArray[] theta;

  /** Learned delta per reader; not owned. */
  private final INDArray[] outgoing;

  /** m per layer and channel, for prunes. */
  private final double[][] meanZ;

  private final int perGroup;
  private final int units;
  private final int candidates;

  /** Activations of the images; the gradients of {@link #model} are made from them. */
  private final FrozenPass pass;

  private final LossModel model;
  private final SplitWorkspace terms;

  /** Null without new neurons. */
  private final NewNeuronWorkspace channels;

  PartScorer(
      Network network,
      CurvatureMode mode,
      int size,
      Kernels kernels,
      INDArray[] theta,
      INDArray[] outgoing,
      double[][] meanZ,
      NewNeurons newNeurons) {
    this.network = network;
    this.size = size;
    this.theta = theta;
    this.outgoing = outgoing;
    this.meanZ = meanZ;
    Candidates order = new Candidates(network.spec(), newNeurons.perGroup());
    perGroup = newNeurons.perGroup();
    units = order.units();
    candidates = order.size();
    pass = new FrozenPass(network, size, kernels);
    model = new LossModel(mode, pass, perGroup > 0);
    terms = new SplitWorkspace(network, size, kernels, false, model.directions() > 1);
    channels = perGroup > 0 ? new NewNeuronWorkspace(network, newNeurons, size, kernels) : null;
  }

  int size() {
    return size;
  }

  /** The loss model of the images of the last {@link #run}. */
  LossModel model() {
    return model;
  }

  /**
   * Takes images: their activations, gradients and changes, and the moments of a and b.
   *
   * @param target sums of this thread
   */
  void run(ImageLoader loader, int first, LabelSampler sampler, ScoreSums target) {
    pass.load(loader, first);
    pass.forward();
    model.prepare(sampler, first);
    terms.splitDeltas(pass, theta);
    if (channels != null) {
      channels.forward(pass);
    }
    for (WidthGroup group : network.spec().groups()) {
      group.producers().forEach(l -> target.addMoments(pass, terms, l));
    }
  }

  /** Factors from products with direction j to rows, into {@code factor[at ..]}. */
  void factors(int j, double[] factor, int at) {
    for (int n = 0; n < size; n++) {
      factor[at + n] = model.rowFactor(n, j);
    }
  }

  /** The same as below with one gradient. */
  void products(Gradients g, int at, double[] out, double[] raw) {
    products(new Gradients[] {g}, at, new double[][] {out}, new double[][] {raw});
  }

  /**
   * Products of every candidate's change with each gradient.
   *
   * @param at the row of the first image
   * @param out {@code [images, candidates]} per gradient
   * @param raw {@code [images, units]} per gradient: prunes without compensation
   */
  void products(Gradients[] g, int at, double[][] out, double[][] raw) {
    // units of groups follow each other; a unit's split and prune are `units` apart
    int unit = 0;
    for (WidthGroup group : network.spec().groups()) {
      int width = group.width();
      double[][] splits = new double[g.length][size * width];
      double[][] prunes = new double[g.length][size * width];
      double[][] means = new double[g.length][size * width];
      terms.products(pass, group, g, meanZ, splits, prunes, means);
      for (int i = 0; i < g.length; i++) {
        place(splits[i], width, unit, at, out[i], candidates);
        place(prunes[i], width, unit, at, raw[i], units);
        place(means[i], width, units + unit, at, out[i], candidates);
        if (channels != null) {
          double[] ofNew = new double[size * perGroup];
          channels.products(group, outgoing, g[i], ofNew);
          place(ofNew, perGroup, 2 * units + group.index() * perGroup, at, out[i], candidates);
        }
      }
      unit += width;
    }
  }

  /** Copies {@code [size, width]} into rows and columns of {@code [images, stride]}. */
  private void place(double[] values, int width, int column, int row, double[] out, int stride) {
    for (int n = 0; n < size; n++) {
      System.arraycopy(values, n * width, out, (row + n) * stride + column, width);
    }
  }

  @Override
  public void close() {
    model.close();
    terms.close();
    if (channels != null) {
      channels.close();
    }
    pass.close();
  }
}
