package org.morphoscope.compute;

import java.util.List;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.net.Layer;
import org.morphoscope.net.TensorShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Forward with frozen BatchNorm and activations-only backward of a fixed number of images on one
 * thread. Keeps each layer's x, a and z until the next forward. No weight gradients.
 */
public final class FrozenPass implements AutoCloseable {
  /** Where arrays come from. */
  @FunctionalInterface
  private interface ArrayMemory {
    INDArray allocate(long... shape);
  }

  private final Network network;
  private final Kernels kernels;
  private final int batch;
  private final INDArray input;
  // per layer: the source's output [N, H, W, C]; behind the chain [N, H', W', C], what readers see
  private final INDArray[] a;
  private final INDArray[] z;
  // false where a sum of one input hands on that input's z instead of a copy
  private final boolean[] ownsA;
  private final ArrayMemory memory;
  private final PassScratch scratch;
  private final boolean ownsScratch;
  private final INDArray logits;
  // per layer and channel, of the running statistics; refreshed by every forward
  private final double[][] kappa;
  private final double[][] shift;
  // [N, K] each, and one number per image: on the host, in double
  private final double[] hostLogits;
  private final double[] probabilities;
  private final double[] losses;
  // [N, H, W, C], normalised, on the host
  private final float[] images;
  private final int[] labels;

  /**
   * @param network the net; stays the caller's and open as long as this is used
   * @param batch number of images N
   * @param kernels of the calling thread; what they allocate is this pass's own
   */
  public FrozenPass(Network network, int batch, Kernels kernels) {
    this(
        network, batch, kernels, kernels::allocate, new PassScratch(network, batch, kernels), true);
  }

  /**
   * A pass whose x, a, z and gradients are kept while others work in the same scratch memory.
   *
   * @param network the net; stays the caller's and open as long as this is used
   * @param batch number of images N
   * @param kernels of the calling thread
   * @param pool where what is kept comes from
   * @param scratch shared by passes of one thread; not closed with the pass
   */
  public FrozenPass(
      Network network, int batch, Kernels kernels, ArrayPool pool, PassScratch scratch) {
    this(network, batch, kernels, pool::allocate, scratch, false);
  }

  private FrozenPass(
      Network network,
      int batch,
      Kernels kernels,
      ArrayMemory memory,
      PassScratch scratch,
      boolean ownsScratch) {
    this.network = network;
    this.kernels = kernels;
    this.batch = batch;
    this.memory = memory;
    this.scratch = scratch;
    this.ownsScratch = ownsScratch;
    int depth = network.depth();
    TensorShape image = network.spec().input();
    this.input = memory.allocate(batch, image.height(), image.width(), image.channels());
    this.images = new float[Math.toIntExact(input.length())];
    this.labels = new int[batch];
    this.a = new INDArray[depth];
    this.z = new INDArray[depth];
    this.ownsA = new boolean[depth];
    this.kappa = new double[depth][];
    this.shift = new double[depth][];
    for (int l = 0; l < depth; l++) {
      z[l] = allocateZ(l);
      Layer layer = network.layer(l).layer();
      boolean handsOn = layer.kind() == Layer.Kind.SUM && layer.inputs().size() == 1;
      a[l] = handsOn ? z(layer.inputs().get(0)) : allocateA(l);
      ownsA[l] = !handsOn;
    }
    int classes = network.spec().classes();
    this.logits = memory.allocate(batch, 1, 1, classes);
    this.hostLogits = new double[batch * classes];
    this.probabilities = new double[batch * classes];
    this.losses = new double[batch];
  }

  /** Memory of a layer's a, and of its z, from where the pass's arrays come from. */
  INDArray allocateA(int layer) {
    return memory.allocate(PassScratch.shapeA(network, batch, layer));
  }

  INDArray allocateZ(int layer) {
    return memory.allocate(PassScratch.shapeZ(network, batch, layer));
  }

  /**
   * @param keepA whether gradients at the sources' outputs outlast a backward into other memory
   * @return memory for the gradients of {@link #backward}; the caller closes it
   */
  public Gradients newGradients(boolean keepA) {
    return keepA
        ? new Gradients(this, new PassScratch(network, batch, kernels), true)
        : newGradients(scratch);
  }

  /**
   * @param forA scratch of the same net, size and thread, for gradients at the sources' outputs
   * @return memory for the gradients of {@link #backward}; those in scratch until it is used again
   */
  public Gradients newGradients(PassScratch forA) {
    return new Gradients(this, forA, false);
  }

  /** {@return the number of images N} */
  public int batch() {
    return batch;
  }

  /** {@return the kernels of this pass's thread} */
  public Kernels kernels() {
    return kernels;
  }

  /** {@return the net that is passed through; belongs to the caller} */
  public Network network() {
    return network;
  }

  /**
   * @param loader gives {@code batch} images with their labels, which are taken in here
   * @param first position of the first image in the loader's order
   */
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

  /** Forward up to {@code a} of a layer: its chain runs when the next layer begins. */
  void forwardTo(int layer) {
    for (int l = 0; l <= layer; l++) {
      if (l > 0) {
        chain(l - 1);
      }
      NetworkLayer net = network.layer(l);
      kappa[l] = net.kappa();
      shift[l] = net.shift(kappa[l], net.mean);
      source(l);
    }
  }

  /** {@code a = w * x}, or the sum of the layers that are added. */
  private void source(int l) {
    NetworkLayer net = network.layer(l);
    if (net.conv() != null) {
      kernels.convolve(net.conv().withBatch(batch), x(l), net.weight, a[l]);
      return;
    }
    List<Integer> inputs = net.layer().inputs();
    for (int i = 1; i < inputs.size(); i++) {
      kernels.add(i == 1 ? x(l) : a[l], z(inputs.get(i)), a[l]);
    }
  }

  /** {@code z = phi(kappa a + shift)}. */
  private void chain(int l) {
    kernels.chainForward(network.layer(l).chain().withBatch(batch), a[l], kappa[l], shift[l], z[l]);
  }

  /**
   * Goes on with a forward whose {@code z} of a layer was changed: recomputes all behind it.
   *
   * @param layer index of the layer whose z was changed, or -1 for the images
   */
  public void forwardFrom(int layer) {
    for (int l = layer + 1; l < network.depth(); l++) {
      source(l);
      chain(l);
    }
    head();
  }

  /** Logits {@code = w z + b}, softmax and the cross-entropy of every image. */
  private void head() {
    NetworkLayer head = network.head();
    kernels.convolve(head.conv().withBatch(batch), x(network.depth()), head.weight, logits);
    kernels.download(logits, hostLogits);
    int classes = network.spec().classes();
    for (int i = 0; i < hostLogits.length; i++) {
      hostLogits[i] += head.bias[i % classes];
    }
    SoftmaxLoss.forward(hostLogits, classes, labels, batch, probabilities, losses);
  }

  /**
   * Gradients of each sample's cross-entropy for the given labels (see {@link Gradients}), not
   * divided by N. May be called again with other labels after one forward, for g~ of {@code ggn-mc}
   * and the classes of {@code ggn} (method.md section 4).
   *
   * @param ofLabels one class per image
   * @param target overwritten
   */
  public void backward(int[] ofLabels, Gradients target) {
    int classes = network.spec().classes();
    // dL_n / dlogits = p - onehot(y): of each sample's own loss, not of a mean (method.md section
    // 2)
    double[] gradient = new double[batch * classes];
    SoftmaxLoss.gradient(probabilities, classes, ofLabels, batch, gradient);
    int depth = network.depth();
    target.start();
    kernels.upload(gradient, target.a(depth));
    backwardInputs(depth, target);
    for (int l = depth - 1; l >= 0; l--) {
      NetworkLayer net = network.layer(l);
      // nobody asks for the gradient in the images
      if (net.layer().inputs().stream().allMatch(input -> input < 0)) {
        continue;
      }
      kernels.chainBackward(
          net.chain().withBatch(batch), a[l], kappa[l], shift[l], target.total(l), target.a(l));
      backwardInputs(l, target);
    }
  }

  /** Sends ga on to what the layer reads; of several readers the first writes, others add. */
  private void backwardInputs(int l, Gradients target) {
    NetworkLayer net = network.layer(l);
    INDArray ga = target.a(l);
    for (int input : net.layer().inputs()) {
      if (input < 0) {
        continue;
      }
      INDArray into = target.of(net.layer(), input);
      boolean first = target.first(net.layer(), input);
      if (net.conv() == null) {
        if (first) {
          kernels.copy(ga, into);
        } else {
          kernels.add(ga, into, into);
        }
        continue;
      }
      INDArray part = first ? into : scratch.spare(input);
      kernels.convolveBackwardData(net.conv().withBatch(batch), net.weight, ga, part);
      if (!first) {
        kernels.add(part, into, into);
      }
    }
  }

  /**
   * @param layer index of the layer
   * @return what a layer's source reads: the images or a layer's z; the first of a sum's inputs
   */
  public INDArray x(int layer) {
    return z(network.layer(layer).layer().inputs().get(0));
  }

  /**
   * @param layer index of the layer, 0 to {@link Network#depth} (the head)
   * @return {@code a} of a layer, {@code [N, H, W, C]}; overwritten by the next forward
   */
  public INDArray a(int layer) {
    return a[layer];
  }

  /**
   * @param layer index of the layer; -1 for the images
   * @return {@code z} of a layer, {@code [N, H', W', C]}; overwritten by the next forward
   */
  public INDArray z(int layer) {
    return layer < 0 ? input : z[layer];
  }

  /**
   * @param layer index of the layer, 0 to {@link Network#depth} (the head)
   * @return {@code gamma / sqrt(var + eps)} of a layer in the last forward, {@code [C]}
   */
  public double[] kappa(int layer) {
    return kappa[layer];
  }

  /**
   * @param layer index of the layer, 0 to {@link Network#depth} (the head)
   * @return {@code beta - kappa mean} of a layer, {@code [C]}
   */
  public double[] shift(int layer) {
    return shift[layer];
  }

  /** {@return logits {@code [N, K]}, the head's bias included; overwritten by the next forward} */
  public double[] logits() {
    return hostLogits;
  }

  /** {@return the softmax {@code [N, K]}; overwritten by the next forward} */
  public double[] probabilities() {
    return probabilities;
  }

  /** {@return the cross-entropy of each sample in nats under its true label} */
  public double[] losses() {
    return losses;
  }

  /** {@return the true classes of the images, in their order} */
  public int[] labels() {
    return labels;
  }

  @Override
  public void close() {
    input.close();
    logits.close();
    for (int l = 0; l < z.length; l++) {
      z[l].close();
      if (ownsA[l]) {
        a[l].close();
      }
    }
    if (ownsScratch) {
      scratch.close();
    }
  }
}
