package org.morphoscope.score;

import java.util.Arrays;
import java.util.List;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.NetworkLayer;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.LayerSplits;
import org.morphoscope.net.WidthGroup;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scratch of one shard: {@code b = theta * x} of every producer and {@code dz} at every site, and
 * the per-sample inner products with gradients, summed over a group's sites. Of one thread and one
 * number of images N. For groups of one layer the fused kernels take dz on the way and never store
 * it; tied layers ({@link TiedSplitWorkspace}) and callers with many directions keep it.
 */
public final class SplitWorkspace implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;
  private final int batch;
  // per producer, [N, H, W, C]: b, and after learning its gradient dJ/db
  private final INDArray[] b;
  // per site, [N, H', W', C]; null where it is not kept
  private final INDArray[] dz;
  // as dz: r of method.md section 5
  private final INDArray[] multiplier;
  // per group, [N, C]: products of one site, on the device and on the host
  private final INDArray[] perSample;
  private final double[][] site;
  // per group; null for a group of one layer
  private final TiedSplitWorkspace[] tied;

  /**
   * @param network the unmodified net, read for its shapes
   * @param batch number of images N
   * @param kernels of the shard's thread
   * @param learning whether gradients in theta are wanted
   * @param stored whether dz and multiplier are kept for groups of one layer too, not fused
   */
  public SplitWorkspace(
      Network network, int batch, Kernels kernels, boolean learning, boolean stored) {
    this.network = network;
    this.kernels = kernels;
    this.batch = batch;
    int depth = network.depth();
    int groups = network.spec().groups().size();
    b = new INDArray[depth];
    dz = new INDArray[depth];
    multiplier = new INDArray[depth];
    perSample = new INDArray[groups];
    tied = new TiedSplitWorkspace[groups];
    site = new double[groups][];
    for (WidthGroup group : network.spec().groups()) {
      for (int l : group.producers()) {
        ChainShape chain = network.layer(l).chain();
        b[l] = kernels.allocate(batch, chain.height(), chain.width(), chain.channels());
      }
      for (int l : stored || !group.single() ? group.sites() : List.<Integer>of()) {
        ChainShape chain = network.layer(l).chain();
        dz[l] = kernels.allocate(batch, chain.outHeight(), chain.outWidth(), chain.channels());
        if (learning) {
          multiplier[l] = kernels.allocate(dz[l].shape());
        }
      }
      int g = group.index();
      perSample[g] = kernels.allocate(batch, group.width());
      site[g] = new double[batch * group.width()];
      if (!group.single()) {
        tied[g] = new TiedSplitWorkspace(network, group, batch, kernels, learning);
      }
    }
  }

  /** b of a producer. */
  INDArray b(int layer) {
    return b[layer];
  }

  /**
   * @param layer index of a site
   * @return {@code dz} there, {@code [N, H, W, C]}; valid until the next {@link #splitDeltas}
   */
  public INDArray dz(int layer) {
    return dz[layer];
  }

  /**
   * All of a group's share of a step of learning with one direction: products of dz with g and h
   * per sample and channel, and gradients in theta of {@code sum products + (factor_n rows)^2 / 2}.
   * The multiplier is {@code r = g + factor_n^2 rows_n direction} (method.md section 5).
   *
   * @param model gradients of the pass
   * @param group a group of the pass's net
   * @param theta per layer, {@code [O, I, k, k]}
   * @param factor per sample
   * @param products {@code [N, C]}, overwritten
   * @param rows {@code [N, C]}, overwritten
   * @param target per producer, {@code [O, I, k, k]}: overwritten
   */
  public void learn(
      LossModel model,
      WidthGroup group,
      INDArray[] theta,
      double[] factor,
      double[] products,
      double[] rows,
      INDArray[] target) {
    FrozenPass pass = model.pass();
    changes(pass, group, theta);
    if (group.single()) {
      int l = group.first();
      kernels.learnSplits(
          new LayerSplits(
              network.layer(l).chain().withBatch(batch),
              pass.a(l),
              b[l],
              pass.kappa(l),
              pass.shift(l)),
          model.gradient().z(l),
          model.direction().z(l),
          factor,
          products,
          rows,
          b[l]);
    } else {
      // several layers: dz at all sites first, since a unit's products are sums over its sites
      tied[group.index()].deltas(pass, b, dz);
      splitProducts(group, model.gradient(), products);
      if (model.directionIsGradient()) {
        System.arraycopy(products, 0, rows, 0, rows.length);
      } else {
        splitProducts(group, model.direction(), rows);
      }
      double[] coefficient = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        double f = factor[i / group.width()];
        coefficient[i] = f * f * rows[i];
      }
      startMultiplier(group, model.gradient());
      addToMultiplier(group, coefficient, model.direction());
      tied[group.index()].gradients(pass, multiplier, b);
    }
    weightGradients(pass, group, target);
  }

  /** {@code b = theta * x} of every producer of a group: the input is the unmodified net's. */
  private void changes(FrozenPass pass, WidthGroup group, INDArray[] theta) {
    for (int l : group.producers()) {
      kernels.convolve(network.layer(l).conv().withBatch(batch), pass.x(l), theta[l], b[l]);
    }
  }

  /** {@code dJ/dtheta}, the weight gradient of (x, {@code dJ/db}); b holds the latter. */
  private void weightGradients(FrozenPass pass, WidthGroup group, INDArray[] target) {
    for (int l : group.producers()) {
      kernels.convolveBackwardWeights(
          network.layer(l).conv().withBatch(batch), pass.x(l), b[l], target[l]);
    }
  }

  /**
   * Products of a group's changes with gradients (g, or g and g~), {@code [N, C]} each,
   * overwritten; after {@link #splitDeltas}. One sweep serves splits, {@code dz . g}, and prunes
   * (method.md section 3.2): {@code -z . g} without compensation, and {@code (m - z) . g} in {@code
   * means} where every reader of a site can take up the constant m.
   */
  void products(
      FrozenPass pass,
      WidthGroup group,
      Gradients[] g,
      double[][] meanZ,
      double[][] splits,
      double[][] prunes,
      double[][] means) {
    if (!group.single()) {
      for (int i = 0; i < g.length; i++) {
        splitProducts(group, g[i], splits[i]);
        rawPruneProducts(pass, group, g[i], prunes[i]);
        System.arraycopy(prunes[i], 0, means[i], 0, means[i].length);
        addMeanProducts(group, g[i], meanZ, means[i]);
      }
      return;
    }
    int l = group.first();
    INDArray[] atSite = new INDArray[g.length];
    for (int i = 0; i < g.length; i++) {
      atSite[i] = g[i].z(l);
    }
    // prunes receives z . g and means the sum of g over positions; both are put right below
    kernels.scoreSplits(
        new LayerSplits(
            network.layer(l).chain().withBatch(batch),
            pass.a(l),
            b[l],
            pass.kappa(l),
            pass.shift(l)),
        pass.z(l),
        atSite,
        splits,
        prunes,
        means);
    // (m - z) . g = -z . g + m sum of g: m is one number for all positions
    boolean folds = network.spec().foldsConstantsOf(l);
    int channels = group.width();
    for (int i = 0; i < g.length; i++) {
      for (int j = 0; j < prunes[i].length; j++) {
        double raw = -prunes[i][j];
        prunes[i][j] = raw;
        means[i][j] = folds ? raw + meanZ[l][j % channels] * means[i][j] : raw;
      }
    }
  }

  /**
   * @param pass whose forward has run, on its own thread
   * @param theta per layer, {@code [O, I, k, k]}; with it come b of all groups, and dz where kept
   */
  public void splitDeltas(FrozenPass pass, INDArray[] theta) {
    for (WidthGroup group : network.spec().groups()) {
      changes(pass, group, theta);
      if (!group.single()) {
        tied[group.index()].deltas(pass, b, dz);
        continue;
      }
      if (dz[group.first()] == null) {
        continue;
      }
      int l = group.first();
      NetworkLayer layer = network.layer(l);
      kernels.splitDelta(
          new LayerSplits(
              layer.chain().withBatch(batch), pass.a(l), b[l], pass.kappa(l), pass.shift(l)),
          dz[l]);
    }
  }

  /**
   * @param group a group of the pass's net, whose dz is kept
   * @param g gradients of the same images
   * @param out {@code [batch, C]}: {@code out[n, c] = dz . g}, summed over the group's sites
   */
  public void splitProducts(WidthGroup group, Gradients g, double[] out) {
    Arrays.fill(out, 0);
    for (int l : group.sites()) {
      kernels.innerProducts(dz[l], g.z(l), perSample[group.index()]);
      addSite(group, 1, out);
    }
  }

  /** {@code out[n, c] = -z . g}: the prune without compensation. */
  void rawPruneProducts(FrozenPass pass, WidthGroup group, Gradients g, double[] out) {
    Arrays.fill(out, 0);
    for (int l : group.sites()) {
      kernels.innerProducts(pass.z(l), g.z(l), perSample[group.index()]);
      addSite(group, -1, out);
    }
  }

  /** Adds {@code m . g} to out, where every reader of a site can take up the constant m. */
  void addMeanProducts(WidthGroup group, Gradients g, double[][] meanZ, double[] out) {
    double[] values = site[group.index()];
    int channels = group.width();
    for (int l : group.sites()) {
      if (!network.spec().foldsConstantsOf(l)) {
        continue;
      }
      kernels.positionSums(g.z(l), perSample[group.index()]);
      kernels.download(perSample[group.index()], values);
      for (int i = 0; i < values.length; i++) {
        out[i] += meanZ[l][i % channels] * values[i];
      }
    }
  }

  /** Adds {@code factor} times a site's products, which lie in the group's {@code perSample}. */
  private void addSite(WidthGroup group, double factor, double[] out) {
    double[] values = site[group.index()];
    kernels.download(perSample[group.index()], values);
    for (int i = 0; i < values.length; i++) {
      out[i] += factor * values[i];
    }
  }

  /**
   * @param group a group of the pass's net, whose multiplier begins with {@code r = g}
   * @param g gradients of the same images
   */
  public void startMultiplier(WidthGroup group, Gradients g) {
    for (int l : group.sites()) {
      kernels.copy(g.z(l), multiplier[l]);
    }
  }

  /**
   * @param group a group of the pass's net, whose multiplier gets {@code r += coefficient g}
   * @param coefficient {@code [N, C]}: one number for all positions and sites of a unit
   * @param g gradients of the same images
   */
  public void addToMultiplier(WidthGroup group, double[] coefficient, Gradients g) {
    kernels.upload(coefficient, perSample[group.index()]);
    for (int l : group.sites()) {
      kernels.addScaled(perSample[group.index()], g.z(l), multiplier[l]);
    }
  }

  /**
   * Gradient of {@code sum over samples of r . dz} in every producer's theta; overwrites b.
   *
   * @param pass whose forward has run, on its own thread
   * @param group a group of the pass's net
   * @param target per producer, {@code [O, I, k, k]}, overwritten
   */
  public void thetaGradient(FrozenPass pass, WidthGroup group, INDArray[] target) {
    if (!group.single()) {
      tied[group.index()].gradients(pass, multiplier, b);
    } else {
      int l = group.first();
      kernels.splitGradient(
          new LayerSplits(
              network.layer(l).chain().withBatch(batch),
              pass.a(l),
              b[l],
              pass.kappa(l),
              pass.shift(l)),
          multiplier[l],
          b[l]);
    }
    weightGradients(pass, group, target);
  }

  @Override
  public void close() {
    for (INDArray[] arrays : new INDArray[][] {b, dz, multiplier, perSample}) {
      for (INDArray array : arrays) {
        if (array != null) {
          array.close();
        }
      }
    }
    for (TiedSplitWorkspace chains : tied) {
      if (chains != null) {
        chains.close();
      }
    }
  }
}
