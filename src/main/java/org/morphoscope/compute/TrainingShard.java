package org.morphoscope.compute;

import java.util.Arrays;
import java.util.List;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.net.TensorShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Activations, gradients and sums of one thread's share of a training batch. */
final class TrainingShard implements AutoCloseable {
  final int size;

  /** Images of this shard, {@code [size, H, W, C]}, as the loader fills them in. */
  final float[] images;

  final int[] labels;
  final INDArray input;

  /** Per layer, {@code [size, H, W, C]}: the source's output; in the backward its gradient. */
  final INDArray[] a;

  /** Per layer, {@code [size, H', W', C]}: behind the chain. */
  final INDArray[] z;

  /** Per layer, as z: the gradient of the mean loss in z, summed over the layer's readers. */
  final INDArray[] g;

  /** Per layer and, last, the head, {@code [O, I, k, k]}: this shard's share. */
  final INDArray[] weightGradients;

  final INDArray logits;

  /** {@code [size, K]}, with the head's bias. */
  final double[] hostLogits;

  /** {@code [size, K]}: softmax, then the gradient in the logits. */
  final double[] probabilities;

  /** Cross-entropy of each image in nats. */
  final double[] losses;

  /** Per layer and channel: sums of the forward's moments, then of the backward's gradients. */
  final double[][] sums;

  final double[][] products;

  /** Per layer (null for a sum) and the head, for this shard's number of images. */
  final ConvShape[] conv;

  /** Per layer, likewise. */
  final ChainShape[] chain;

  private final Network network;
  private final Kernels kernels;

  /** Per layer; null where nothing is dropped. */
  private final DropoutMask[] masks;

  /** Whether g of a layer holds something of this batch: the first reader writes, others add. */
  private final boolean[] started;

  /** As g, where a second reader's gradient waits to be added; made when first needed. */
  private final INDArray[] spare;

  int correct;

  /** Position of the first image in the loader's order. */
  int first;

  /** What dropout draws from, of the epoch. */
  long dropoutSeed;

  /** Memory for a share of {@code size} images, kept from step to step. */
  TrainingShard(Network network, int size, Kernels kernels) {
    this.size = size;
    this.network = network;
    this.kernels = kernels;
    int depth = network.depth();
    TensorShape image = network.spec().input();
    input = kernels.allocate(size, image.height(), image.width(), image.channels());
    started = new boolean[depth];
    masks = new DropoutMask[depth];
    spare = new INDArray[depth];
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
      conv[l] = layer.conv() == null ? null : layer.conv().withBatch(size);
      chain[l] = layer.chain().withBatch(size);
      int channels = layer.channels();
      a[l] = kernels.allocate(size, chain[l].height(), chain[l].width(), channels);
      z[l] = kernels.allocate(size, chain[l].outHeight(), chain[l].outWidth(), channels);
      g[l] = kernels.allocate(z[l].shape());
      double rate = layer.layer().dropout();
      masks[l] = rate > 0 ? new DropoutMask(kernels, l, rate, z[l].shape()) : null;
      sums[l] = new double[channels];
      products[l] = new double[channels];
    }
    conv[depth] = network.head().conv().withBatch(size);
    for (int l = 0; l <= depth; l++) {
      INDArray weight = network.layer(l).weight;
      weightGradients[l] = weight == null ? null : kernels.allocate(weight.shape());
    }
    int classes = network.spec().classes();
    logits = kernels.allocate(size, 1, 1, classes);
    hostLogits = new double[size * classes];
    probabilities = new double[size * classes];
    losses = new double[size];
  }

  /**
   * What a layer's source reads: the images or a layer's z; the first of a sum's inputs. {@code
   * [size, H, W, I]}.
   */
  INDArray x(int layer) {
    return z(network.layer(layer).layer().inputs().get(0));
  }

  /**
   * {@code a = w * x} of a layer, or the sum of the layers that are added; a copy of a single one,
   * because the backward overwrites a.
   */
  void source(int l) {
    if (conv[l] != null) {
      kernels.convolve(conv[l], x(l), network.layer(l).weight, a[l]);
      return;
    }
    List<Integer> inputs = network.layer(l).layer().inputs();
    if (inputs.size() == 1) {
      kernels.copy(x(l), a[l]);
      return;
    }
    kernels.add(x(l), z(inputs.get(1)), a[l]);
    for (int input : inputs.subList(2, inputs.size())) {
      kernels.add(a[l], z(input), a[l]);
    }
  }

  /** z of a layer; -1 for the images. */
  private INDArray z(int layer) {
    return layer < 0 ? input : z[layer];
  }

  /** Drops what z of a layer loses in this batch. */
  void drop(int l) {
    if (masks[l] != null) {
      masks[l].draw(dropoutSeed, first);
      masks[l].apply(z[l]);
    }
  }

  /** What z lost gets no gradient; g of a layer is whole when this is called. */
  void dropGradient(int l) {
    if (masks[l] != null) {
      masks[l].apply(g[l]);
    }
  }

  /**
   * Losses and right answers of the images from the logits without bias, which are overwritten by
   * the gradient of the batch's mean loss in them.
   *
   * @param bias of the head, one number per class
   * @param batch images of all shards
   */
  void loss(double[] bias, int batch) {
    int classes = bias.length;
    kernels.download(logits, hostLogits);
    for (int i = 0; i < hostLogits.length; i++) {
      hostLogits[i] += bias[i % classes];
    }
    SoftmaxLoss.forward(hostLogits, classes, labels, size, probabilities, losses);
    correct = 0;
    for (int i = 0; i < size; i++) {
      if (SoftmaxLoss.correct(hostLogits, classes, i, labels[i])) {
        correct++;
      }
    }
    SoftmaxLoss.gradient(probabilities, classes, labels, size, probabilities);
    // of the mean over all shards' images, not over this shard's
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] /= batch;
    }
    kernels.upload(probabilities, logits);
  }

  /** Forgets the gradients of the batch before: the first reader of each z writes. */
  void startBackward() {
    Arrays.fill(started, false);
  }

  /**
   * Sends the gradient at a layer's {@code a} on to what the layer reads. {@code g = w^T * ga} of a
   * convolution, ga itself of a sum; gradients of several readers add up.
   */
  void backwardInputs(int l, INDArray ga) {
    for (int input : network.layer(l).layer().inputs()) {
      if (input < 0) {
        continue;
      }
      boolean first = !started[input];
      started[input] = true;
      if (conv[l] != null) {
        INDArray target = first ? g[input] : spare(input);
        kernels.convolveBackwardData(conv[l], network.layer(l).weight, ga, target);
        if (!first) {
          kernels.add(target, g[input], g[input]);
        }
      } else if (first) {
        kernels.copy(ga, g[input]);
      } else {
        kernels.add(ga, g[input], g[input]);
      }
    }
  }

  /** Memory for a second reader's gradient in a layer's z. */
  private INDArray spare(int layer) {
    if (spare[layer] == null) {
      spare[layer] = kernels.allocate(g[layer].shape());
    }
    return spare[layer];
  }

  @Override
  public void close() {
    input.close();
    logits.close();
    for (DropoutMask mask : masks) {
      if (mask != null) {
        mask.close();
      }
    }
    for (INDArray[] arrays : new INDArray[][] {a, z, g, weightGradients, spare}) {
      for (INDArray array : arrays) {
        if (array != null) {
          array.close();
        }
      }
    }
  }
}
