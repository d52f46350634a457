package org.morphoscope.compute;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Forward with frozen BatchNorm and activations-only backward of a fixed number of images on one
 * thread. Keeps each layer's x, a and z until the next forward. No weight gradients.
 */
public final class FrozenPass implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;
  private final int batch;
  private final INDArray input;
  private final INDArray[] a;
  private final INDArray[] z;
  private final INDArray[] ga;
  private final INDArray logits;
  private final INDArray logitGradient;
  private final double[][] kappa;
  private final double[][] shift;
  private final double[] hostLogits;
  private final double[] probabilities;
  private final double[] losses;
  private final float[] images;
  private final int[] labels;

  /** Gradients of every sample's loss in each layer's z. */
  public static final class Gradients implements AutoCloseable {
    private final INDArray[] g;

    private Gradients(INDArray[] g) {
      this.g = g;
    }

    /** {@code g_n = dL_n / dz} of a layer, {@code [N, H, W, C]}, of the summed loss. */
    public INDArray z(int layer) {
      return g[layer];
    }

    @Override
    public void close() {
      for (INDArray array : g) {
        array.close();
      }
    }
  }

  public FrozenPass(Network network, int batch, Kernels kernels) {
    this.network = network;
    this.kernels = kernels;
    this.batch = batch;
    int depth = network.depth();
    ConvShape first = network.layer(0).conv();
    this.input = kernels.allocate(batch, first.inHeight(), first.inWidth(), first.inChannels());
    this.images = new float[Math.toIntExact(input.length())];
    this.labels = new int[batch];
    this.a = new INDArray[depth];
    this.z = new INDArray[depth];
    this.ga = new INDArray[depth];
    this.kappa = new double[depth][];
    this.shift = new double[depth][];
    for (int l = 0; l < depth; l++) {
      a[l] = allocateA(l);
      z[l] = allocateZ(l);
    }
    int classes = network.spec().classes();
    this.logits = kernels.allocate(batch, 1, 1, classes);
    this.logitGradient = kernels.allocate(batch, 1, 1, classes);
    this.hostLogits = new double[batch * classes];
    this.probabilities = new double[batch * classes];
    this.losses = new double[batch];
  }

  private INDArray allocateA(int layer) {
    ConvShape conv = network.layer(layer).conv();
    return kernels.allocate(batch, conv.outHeight(), conv.outWidth(), conv.outChannels());
  }

  private INDArray allocateZ(int layer) {
    ChainShape chain = network.layer(layer).chain();
    return kernels.allocate(batch, chain.outHeight(), chain.outWidth(), chain.channels());
  }

  public Gradients newGradients() {
    INDArray[] g = new INDArray[network.depth()];
    for (int l = 0; l < g.length; l++) {
      g[l] = allocateZ(l);
    }
    return new Gradients(g);
  }

  public int batch() {
    return batch;
  }

  public Kernels kernels() {
    return kernels;
  }

  public Network network() {
    return network;
  }

  /** Takes {@code batch} images from the loader, beginning at {@code first}. */
  public void load(ImageLoader loader, int first) {
    loader.load(first, batch, images, labels);
    kernels.upload(images, 0, input);
  }

  /** Whole forward: fills a, z, logits, probabilities and losses. */
  public void forward() {
    forwardTo(network.depth() - 1);
    chain(network.depth() - 1);
    head();
  }

  /** Forward up to {@code a} of a layer. */
  void forwardTo(int layer) {
    for (int l = 0; l <= layer; l++) {
      if (l > 0) {
        chain(l - 1);
      }
      NetworkLayer net = network.layer(l);
      kappa[l] = net.kappa();
      shift[l] = net.shift(kappa[l], net.mean);
      kernels.convolve(net.conv().withBatch(batch), x(l), net.weight, a[l]);
    }
  }

  private void chain(int l) {
    kernels.chainForward(network.layer(l).chain().withBatch(batch), a[l], kappa[l], shift[l], z[l]);
  }

  /**
   * Continues a forward whose {@code z} of a layer was changed in place: recomputes everything
   * behind that layer.
   */
  public void forwardFrom(int layer) {
    for (int l = layer + 1; l < network.depth(); l++) {
      NetworkLayer net = network.layer(l);
      kernels.convolve(net.conv().withBatch(batch), x(l), net.weight, a[l]);
      chain(l);
    }
    head();
  }

  private void head() {
    NetworkLayer head = network.head();
    kernels.convolve(head.conv().withBatch(batch), z[network.depth() - 1], head.weight, logits);
    kernels.download(logits, hostLogits);
    int classes = network.spec().classes();
    for (int i = 0; i < hostLogits.length; i++) {
      hostLogits[i] += head.bias[i % classes];
    }
    SoftmaxLoss.forward(hostLogits, classes, labels, batch, probabilities, losses);
  }

  /** Gradients in every z of each sample's cross-entropy for the given labels. */
  public void backward(int[] ofLabels, Gradients target) {
    int classes = network.spec().classes();
    double[] gradient = new double[batch * classes];
    SoftmaxLoss.gradient(probabilities, classes, ofLabels, batch, gradient);
    kernels.upload(gradient, logitGradient);
    NetworkLayer head = network.head();
    int last = network.depth() - 1;
    kernels.convolveBackwardData(
        head.conv().withBatch(batch), head.weight, logitGradient, target.g[last]);
    for (int l = last; l > 0; l--) {
      NetworkLayer net = network.layer(l);
      if (ga[l] == null) {
        ga[l] = allocateA(l);
      }
      kernels.chainBackward(
          net.chain().withBatch(batch), a[l], kappa[l], shift[l], target.g[l], ga[l]);
      kernels.convolveBackwardData(net.conv().withBatch(batch), net.weight, ga[l], target.g[l - 1]);
    }
  }

  /** Input of a layer: the images, or the previous layer's z. */
  public INDArray x(int layer) {
    return layer == 0 ? input : z[layer - 1];
  }

  public INDArray a(int layer) {
    return a[layer];
  }

  public INDArray z(int layer) {
    return z[layer];
  }

  public double[] kappa(int layer) {
    return kappa[layer];
  }

  public double[] shift(int layer) {
    return shift[layer];
  }

  /** Logits {@code [N, K]}. */
  public double[] logits() {
    return hostLogits;
  }

  /** Softmax {@code [N, K]}. */
  public double[] probabilities() {
    return probabilities;
  }

  /** Cross-entropy of each sample in nats. */
  public double[] losses() {
    return losses;
  }

  public int[] labels() {
    return labels;
  }

  @Override
  public void close() {
    input.close();
    logits.close();
    logitGradient.close();
    for (INDArray[] arrays : new INDArray[][] {a, z, ga}) {
      for (INDArray array : arrays) {
        if (array != null) {
          array.close();
        }
      }
    }
  }
}
