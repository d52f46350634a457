package org.morphoscope.score;

import org.morphoscope.compute.ChainShape;
import org.morphoscope.compute.ConvShape;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Kernels;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.NetworkLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scratch of one shard: {@code b = theta * x} and {@code dz} of every layer, and the per-sample
 * inner products with gradients.
 */
final class SampleTerms implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;
  private final int batch;
  private final INDArray[] b;
  private final INDArray[] dz;
  private final INDArray[] multiplier;
  private final INDArray[] perSample;

  SampleTerms(Network network, int batch, Kernels kernels, boolean learning) {
    this.network = network;
    this.kernels = kernels;
    this.batch = batch;
    int depth = network.depth();
    b = new INDArray[depth];
    dz = new INDArray[depth];
    multiplier = new INDArray[depth];
    perSample = new INDArray[depth];
    for (int l = 0; l < depth; l++) {
      ConvShape conv = network.layer(l).conv();
      ChainShape chain = network.layer(l).chain();
      int channels = conv.outChannels();
      b[l] = kernels.allocate(batch, conv.outHeight(), conv.outWidth(), channels);
      dz[l] = kernels.allocate(batch, chain.outHeight(), chain.outWidth(), channels);
      if (learning) {
        multiplier[l] = kernels.allocate(dz[l].shape());
      }
      perSample[l] = kernels.allocate(batch, channels);
    }
  }

  int batch() {
    return batch;
  }

  INDArray b(int layer) {
    return b[layer];
  }

  /** b and dz of every layer. */
  void splitDeltas(FrozenPass pass, INDArray[] theta) {
    for (int l = 0; l < network.depth(); l++) {
      NetworkLayer layer = network.layer(l);
      kernels.convolve(layer.conv().withBatch(batch), pass.x(l), theta[l], b[l]);
      kernels.splitDelta(
          layer.chain().withBatch(batch), pass.a(l), b[l], pass.kappa(l), pass.shift(l), dz[l]);
    }
  }

  /** {@code out[n, c] = dz . g} of a layer, [batch, C]. */
  void splitProducts(int layer, INDArray g, double[] out) {
    kernels.innerProducts(dz[layer], g, perSample[layer]);
    kernels.download(perSample[layer], out);
  }

  /** {@code out[n, c] = z . g} of a layer. */
  void activationProducts(FrozenPass pass, int layer, INDArray g, double[] out) {
    kernels.innerProducts(pass.z(layer), g, perSample[layer]);
    kernels.download(perSample[layer], out);
  }

  /** {@code out[n, c] = sum over positions of g}. */
  void gradientSums(int layer, INDArray g, double[] out) {
    kernels.positionSums(g, perSample[layer]);
    kernels.download(perSample[layer], out);
  }

  /** Begins the multiplier of a layer with {@code r = g}. */
  void startMultiplier(int layer, INDArray g) {
    kernels.copy(g, multiplier[layer]);
  }

  /** {@code r += coefficient g}. */
  void addToMultiplier(int layer, double[] coefficient, INDArray g) {
    kernels.upload(coefficient, perSample[layer]);
    kernels.addScaled(perSample[layer], g, multiplier[layer]);
  }

  /** Gradient of {@code sum over samples of r . dz} in theta; overwrites b. */
  void thetaGradient(FrozenPass pass, int l, INDArray target) {
    NetworkLayer layer = network.layer(l);
    kernels.splitGradient(
        layer.chain().withBatch(batch),
        pass.a(l),
        b[l],
        pass.kappa(l),
        pass.shift(l),
        multiplier[l],
        b[l]);
    kernels.convolveBackwardWeights(layer.conv().withBatch(batch), pass.x(l), b[l], target);
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
  }
}
