package org.morphoscope.compute;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Activations, gradients and sums of one thread's share of a training batch. */
final class TrainingShard implements AutoCloseable {
  final int size;
  final float[] images;
  final int[] labels;
  final INDArray input;
  final INDArray[] a;
  final INDArray[] z;
  final INDArray[] g;
  final INDArray[] weightGradients;
  final INDArray logits;
  final double[] hostLogits;
  final double[] probabilities;
  final double[] losses;
  final double[][] sums;
  final double[][] products;
  final ConvShape[] conv;
  final ChainShape[] chain;
  int correct;

  TrainingShard(Network network, int size, Kernels kernels) {
    this.size = size;
    int depth = network.depth();
    ConvShape first = network.layer(0).conv();
    input = kernels.allocate(size, first.inHeight(), first.inWidth(), first.inChannels());
    images = new float[Math.toIntExact(input.length())];
    labels = new int[size];
    a = new INDArray[depth];
    z = new INDArray[depth];
    g = new INDArray[depth];
    weightGradients = new INDArray[depth + 1];
    sums = new double[depth][];
    products = new double[depth][];
    conv = new ConvShape[depth + 1];
    chain = new ChainShape[depth];
    for (int l = 0; l < depth; l++) {
      NetworkLayer layer = network.layer(l);
      conv[l] = layer.conv().withBatch(size);
      chain[l] = layer.chain().withBatch(size);
      int channels = layer.channels();
      a[l] = kernels.allocate(size, conv[l].outHeight(), conv[l].outWidth(), channels);
      z[l] = kernels.allocate(size, chain[l].outHeight(), chain[l].outWidth(), channels);
      g[l] = kernels.allocate(z[l].shape());
      sums[l] = new double[channels];
      products[l] = new double[channels];
    }
    conv[depth] = network.head().conv().withBatch(size);
    for (int l = 0; l <= depth; l++) {
      weightGradients[l] = kernels.allocate(network.layer(l).weight.shape());
    }
    int classes = network.spec().classes();
    logits = kernels.allocate(size, 1, 1, classes);
    hostLogits = new double[size * classes];
    probabilities = new double[size * classes];
    losses = new double[size];
  }

  INDArray x(int layer) {
    return layer == 0 ? input : z[layer - 1];
  }

  @Override
  public void close() {
    input.close();
    logits.close();
    for (INDArray[] arrays : new INDArray[][] {a, z, g, weightGradients}) {
      for (INDArray array : arrays) {
        array.close();
      }
    }
  }
}
