package org.morphoscope.score;

import java.util.Arrays;
import org.morphoscope.compute.ChainShape;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.Kernels;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.NetworkLayer;
import org.morphoscope.net.WidthGroup;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scratch of one shard: {@code b = theta * x} of every producer and {@code dz} at every site, and
 * the per-sample inner products with gradients, summed over a group's sites.
 */
final class SampleTerms implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;
  private final int batch;
  private final INDArray[] b;
  private final INDArray[] dz;
  private final INDArray[] multiplier;
  private final INDArray[] perSample;
  private final TiedChains[] tied;
  private final double[][] site;

  SampleTerms(Network network, int batch, Kernels kernels, boolean learning) {
    this.network = network;
    this.kernels = kernels;
    this.batch = batch;
    int depth = network.depth();
    int groups = network.spec().groups().size();
    b = new INDArray[depth];
    dz = new INDArray[depth];
    multiplier = new INDArray[depth];
    perSample = new INDArray[groups];
    tied = new TiedChains[groups];
    site = new double[groups][];
    for (WidthGroup group : network.spec().groups()) {
      for (int l : group.producers()) {
        ChainShape chain = network.layer(l).chain();
        b[l] = kernels.allocate(batch, chain.height(), chain.width(), chain.channels());
      }
      for (int l : group.sites()) {
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
        tied[g] = new TiedChains(network, group, batch, kernels, learning);
      }
    }
  }

  /** b of a producer. */
  INDArray b(int layer) {
    return b[layer];
  }

  /** dz at a site. */
  INDArray dz(int layer) {
    return dz[layer];
  }

  /** b and dz of every group. */
  void splitDeltas(FrozenPass pass, INDArray[] theta) {
    for (WidthGroup group : network.spec().groups()) {
      for (int l : group.producers()) {
        kernels.convolve(network.layer(l).conv().withBatch(batch), pass.x(l), theta[l], b[l]);
      }
      if (!group.single()) {
        tied[group.index()].deltas(pass, b, dz);
        continue;
      }
      int l = group.first();
      NetworkLayer layer = network.layer(l);
      kernels.splitDelta(
          layer.chain().withBatch(batch), pass.a(l), b[l], pass.kappa(l), pass.shift(l), dz[l]);
    }
  }

  /** {@code out[n, c] = dz . g} of a group, [batch, C]. */
  void splitProducts(WidthGroup group, Gradients g, double[] out) {
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

  private void addSite(WidthGroup group, double factor, double[] out) {
    double[] values = site[group.index()];
    kernels.download(perSample[group.index()], values);
    for (int i = 0; i < values.length; i++) {
      out[i] += factor * values[i];
    }
  }

  /** Begins the multiplier of a group with {@code r = g}. */
  void startMultiplier(WidthGroup group, Gradients g) {
    for (int l : group.sites()) {
      kernels.copy(g.z(l), multiplier[l]);
    }
  }

  /** {@code r += coefficient g}. */
  void addToMultiplier(WidthGroup group, double[] coefficient, Gradients g) {
    kernels.upload(coefficient, perSample[group.index()]);
    for (int l : group.sites()) {
      kernels.addScaled(perSample[group.index()], g.z(l), multiplier[l]);
    }
  }

  /** Gradient of {@code sum over samples of r . dz} in every producer's theta; overwrites b. */
  void thetaGradient(FrozenPass pass, WidthGroup group, INDArray[] target) {
    if (!group.single()) {
      tied[group.index()].gradients(pass, multiplier, b);
    } else {
      int l = group.first();
      kernels.splitGradient(
          network.layer(l).chain().withBatch(batch),
          pass.a(l),
          b[l],
          pass.kappa(l),
          pass.shift(l),
          multiplier[l],
          b[l]);
    }
    for (int l : group.producers()) {
      kernels.convolveBackwardWeights(
          network.layer(l).conv().withBatch(batch), pass.x(l), b[l], target[l]);
    }
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
    for (TiedChains chains : tied) {
      if (chains != null) {
        chains.close();
      }
    }
  }
}
