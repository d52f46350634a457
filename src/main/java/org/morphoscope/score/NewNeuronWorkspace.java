package org.morphoscope.score;

import java.util.List;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.Layer;
import org.morphoscope.net.WidthGroup;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The candidates for new channels on one shard: their activations h at every site, and their
 * per-sample products with the gradients at the readers' outputs, {@code s = h . (delta' g_a)}
 * (method.md section 3.3).
 *
 * <p>The change itself, {@code da' = delta * h}, is never formed: {@code da' . g_a = h . (delta^T *
 * g_a)}, one data gradient per reader that all M candidates share.
 */
public final class NewNeuronWorkspace implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;
  private final int batch;

  /** Candidates M of each group. */
  private final int m;

  /** Incoming weights per producer, {@code [M, I, k, k]}; depthwise {@code [M, 1, k, k]}. */
  private final INDArray[] filters;

  /** The candidates' frozen BatchNorm, per layer, {@code [M]} each. */
  private final double[][] kappa;

  private final double[][] shift;

  /** Per member of a group, {@code [N, H, W, M]}. */
  private final INDArray[] a;

  /** Per member, {@code [N, H', W', M]}: behind the chain; at a site what readers would see. */
  private final INDArray[] h;

  /** Per site, as h: {@code delta^T * g_a} of one reader. */
  private final INDArray[] back;

  private final INDArray perSample;

  /** {@code [N, M]} on the host. */
  private final double[] values;

  /**
   * Allocates the memory of one shard.
   *
   * @param network the unmodified net; its filters are read
   * @param newNeurons the candidates for new neurons; none: {@link NewNeurons#none}
   * @param batch number of images N
   * @param kernels of the shard's thread
   */
  public NewNeuronWorkspace(Network network, NewNeurons newNeurons, int batch, Kernels kernels) {
    this.network = network;
    this.kernels = kernels;
    this.batch = batch;
    this.m = newNeurons.perGroup();
    int depth = network.depth();
    filters = new INDArray[depth];
    kappa = new double[depth][];
    shift = new double[depth][];
    a = new INDArray[depth];
    h = new INDArray[depth];
    back = new INDArray[depth];
    for (WidthGroup group : network.spec().groups()) {
      for (int l : group.members()) {
        install(l, newNeurons.incoming().get(l));
        ChainShape chain = chain(l);
        a[l] = kernels.allocate(batch, chain.height(), chain.width(), m);
        h[l] = kernels.allocate(batch, chain.outHeight(), chain.outWidth(), m);
      }
      for (int l : group.sites()) {
        back[l] = kernels.allocate(h[l].shape());
      }
    }
    perSample = kernels.allocate(batch, m);
    values = new double[batch * m];
  }

  /** Uploads a layer's filters and makes its affine map. */
  private void install(int l, LayerWeights numbers) {
    if (numbers.weight().length > 0) {
      filters[l] = kernels.allocate(m, numbers.inputs(), numbers.kernel(), numbers.kernel());
      kernels.upload(numbers.weight(), filters[l]);
    }
    kappa[l] = numbers.kappa(network.layer(l).epsilon());
    shift[l] = numbers.shift(kappa[l]);
  }

  /** The layer's own chain over M channels. */
  private ChainShape chain(int l) {
    return network.layer(l).chain().withBatch(batch).withChannels(m);
  }

  /**
   * h at every site, after the pass's forward. Candidates of a group run through its sums and
   * depthwise convolutions as its own channels do: channel k of one meets channel k of another.
   *
   * @param pass whose forward has run, on its own thread
   */
  public void forward(FrozenPass pass) {
    for (WidthGroup group : network.spec().groups()) {
      for (int l : group.members()) {
        source(pass, l);
        kernels.chainForward(chain(l), a[l], kappa[l], shift[l], h[l]);
      }
    }
  }

  /** {@code a} of the candidates: from the net's own x, or from h of layers of the same group. */
  private void source(FrozenPass pass, int l) {
    Layer layer = network.layer(l).layer();
    if (layer.producer()) {
      ConvShape conv = network.layer(l).conv().withBatch(batch).withOutChannels(m);
      kernels.convolve(conv, pass.x(l), filters[l], a[l]);
    } else if (layer.kind() == Layer.Kind.DEPTHWISE) {
      ConvShape conv = network.layer(l).conv().withBatch(batch).withDepthwiseChannels(m);
      kernels.convolve(conv, h[layer.inputs().get(0)], filters[l], a[l]);
    } else {
      List<Integer> inputs = layer.inputs();
      kernels.copy(h[inputs.get(0)], a[l]);
      for (int input : inputs.subList(1, inputs.size())) {
        kernels.add(a[l], h[input], a[l]);
      }
    }
  }

  /**
   * {@return {@code a} of a layer's candidates, {@code [N, H, W, M]}}
   *
   * @param layer index of a layer of a group
   */
  public INDArray a(int layer) {
    return a[layer];
  }

  /**
   * {@code out[n, k] = sum over readers and positions of h_k . (delta_k' g_a)} of a group, [batch,
   * M].
   *
   * @param group a group of the net
   * @param outgoing {@code [O, M, k, k]} per layer and, last, the head
   * @param g gradients with those at the sources' outputs
   * @param out {@code [batch, M]}, overwritten
   */
  public void products(WidthGroup group, INDArray[] outgoing, Gradients g, double[] out) {
    java.util.Arrays.fill(out, 0);
    for (int l : group.sites()) {
      for (int reader : network.spec().readers(l)) {
        if (!network.layer(reader).layer().producer()) {
          continue;
        }
        kernels.convolveBackwardData(reading(reader), outgoing[reader], g.a(reader), back[l]);
        kernels.innerProducts(h[l], back[l], perSample);
        kernels.download(perSample, values);
        for (int i = 0; i < values.length; i++) {
          out[i] += values[i];
        }
      }
    }
  }

  /**
   * Gradient of {@code sum_n r . delta * h} in the weights of one reader of a site. With {@code r =
   * g_a} it is the slope of S in delta, {@code [O, M, k, k]}.
   *
   * @param site layer where the candidates are read
   * @param reader layer that reads them, or the head
   * @param r {@code [N, H, W, O]}, the multiplier at the reader's output
   * @param target {@code [O, M, k, k]}, overwritten
   */
  public void outgoingGradient(int site, int reader, INDArray r, INDArray target) {
    kernels.convolveBackwardWeights(reading(reader), h[site], r, target);
  }

  /**
   * The same for sample n alone, with its {@code r} of shape [1, H, W, O].
   *
   * @param site layer where the candidates are read
   * @param reader layer that reads them, or the head
   * @param n index of the sample in the batch
   * @param r {@code [1, H, W, O]}
   * @param target {@code [O, M, k, k]}, overwritten
   */
  public void outgoingGradient(int site, int reader, int n, INDArray r, INDArray target) {
    INDArrayIndex all = NDArrayIndex.all();
    INDArray one = h[site].get(NDArrayIndex.interval(n, n + 1), all, all, all);
    kernels.convolveBackwardWeights(reading(reader).withBatch(1), one, r, target);
  }

  /** A reader's convolution over the M new channels in place of its own inputs. */
  private ConvShape reading(int reader) {
    return network.layer(reader).conv().withBatch(batch).withInChannels(m);
  }

  @Override
  public void close() {
    for (INDArray[] arrays : new INDArray[][] {filters, a, h, back}) {
      for (INDArray array : arrays) {
        if (array != null) {
          array.close();
        }
      }
    }
    perSample.close();
  }
}
