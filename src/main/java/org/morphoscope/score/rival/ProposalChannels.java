package org.morphoscope.score.rival;

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
import org.morphoscope.score.Uploads;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Activations h of M new channels of every group on one shard, what the readers' gradients say
 * about their outgoing weights, and the way back to their filters. Of one thread and one number of
 * images N; the net itself is not changed.
 */
final class ProposalChannels implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;
  private final int batch;
  private final int m;

  /** Per layer of a group, {@code [M, I, k, k]}; depthwise {@code [M, 1, k, k]}. */
  private final INDArray[] filters;

  /** Per layer, {@code [M]}: {@code u = kappa a + shift}, frozen BatchNorm or bias. */
  private final double[][] kappa;

  private final double[][] shift;

  /** Per layer of a group, {@code [N, H, W, M]}: what the filters give. */
  private final INDArray[] a;

  /** Behind activation and poolings, {@code [N, H', W', M]}: what readers see. */
  private final INDArray[] h;

  // gradients in a and in h, and room for a part of the latter, of the same shapes
  private final INDArray[] ga;
  private final INDArray[] gh;
  private final INDArray[] spare;

  /** Whether {@link #gh} of a layer holds a part already, in one backward. */
  private final boolean[] reached;

  /**
   * @param perGroup M, at least 1
   */
  ProposalChannels(Network network, int perGroup, int batch, Kernels kernels) {
    this.network = network;
    this.kernels = kernels;
    this.batch = batch;
    this.m = perGroup;
    int depth = network.depth();
    filters = new INDArray[depth];
    kappa = new double[depth][];
    shift = new double[depth][];
    a = new INDArray[depth];
    h = new INDArray[depth];
    ga = new INDArray[depth];
    gh = new INDArray[depth];
    spare = new INDArray[depth];
    reached = new boolean[depth];
    for (WidthGroup group : network.spec().groups()) {
      for (int l : group.members()) {
        Layer layer = network.layer(l).layer();
        if (layer.kind() != Layer.Kind.SUM) {
          filters[l] = kernels.allocate(m, layer.filterInputs(), layer.kernel(), layer.kernel());
        }
        ChainShape chain = chain(l);
        a[l] = kernels.allocate(batch, chain.height(), chain.width(), m);
        ga[l] = kernels.allocate(a[l].shape());
        h[l] = kernels.allocate(batch, chain.outHeight(), chain.outWidth(), m);
        gh[l] = kernels.allocate(h[l].shape());
        spare[l] = kernels.allocate(h[l].shape());
      }
    }
  }

  private ChainShape chain(int l) {
    return network.layer(l).chain().withBatch(batch).withChannels(m);
  }

  /** The convolution of the M channels' own filters. */
  private ConvShape own(int l) {
    ConvShape conv = network.layer(l).conv().withBatch(batch);
    return network.layer(l).layer().kind() == Layer.Kind.DEPTHWISE
        ? conv.withDepthwiseChannels(m)
        : conv.withOutChannels(m);
  }

  /** A reader's convolution over the M channels in place of its own inputs. */
  ConvShape reading(int reader) {
    return network.layer(reader).conv().withBatch(batch).withInChannels(m);
  }

  /** Filters and BatchNorms of these candidates from now on. */
  void install(NewNeurons neurons) {
    for (WidthGroup group : network.spec().groups()) {
      for (int l : group.members()) {
        LayerWeights numbers = neurons.incoming().get(l);
        if (filters[l] != null) {
          kernels.upload(numbers.weight(), filters[l]);
        }
        kappa[l] = numbers.kappa(network.layer(l).epsilon());
        shift[l] = numbers.shift(kappa[l]);
      }
    }
  }

  /** h of every layer of every group, after the pass's forward. */
  void forward(FrozenPass pass) {
    for (WidthGroup group : network.spec().groups()) {
      for (int l : group.members()) {
        Layer layer = network.layer(l).layer();
        if (layer.producer()) {
          kernels.convolve(own(l), pass.x(l), filters[l], a[l]);
        } else if (layer.kind() == Layer.Kind.DEPTHWISE) {
          kernels.convolve(own(l), h[layer.inputs().get(0)], filters[l], a[l]);
        } else {
          kernels.copy(h[layer.inputs().get(0)], a[l]);
          for (int input : layer.inputs().subList(1, layer.inputs().size())) {
            kernels.add(a[l], h[input], a[l]);
          }
        }
        kernels.chainForward(chain(l), a[l], kappa[l], shift[l], h[l]);
      }
    }
  }

  /** What the readers of a layer see of the M channels, {@code [N, H', W', M]}. */
  INDArray h(int layer) {
    return h[layer];
  }

  /** Readers of a group's channels: producers of any group, and the head, site by site. */
  static List<int[]> links(Network network, WidthGroup group) {
    return group.sites().stream()
        .flatMap(
            site ->
                network.spec().readers(site).stream()
                    .filter(reader -> network.layer(reader).layer().producer())
                    .map(reader -> new int[] {site, reader}))
        .toList();
  }

  /**
   * {@code dL/d(outgoing weights)} of a reader, summed over the images: {@code sum_n sum_p h g_a'},
   * {@code [O, M, k, k]}.
   */
  void outgoingGradient(int site, int reader, Gradients gradients, INDArray target) {
    kernels.convolveBackwardWeights(reading(reader), h[site], gradients.a(reader), target);
  }

  /**
   * Gradient in all filters of {@code sum over readers <weights, dL/d(outgoing weights)>}, summed
   * over the images.
   *
   * @param weights per reader, {@code [O, M, k, k]}; taken as constant
   * @param target per layer, {@code [M, I, k, k]}, overwritten
   */
  void backward(FrozenPass pass, Gradients gradients, INDArray[] weights, INDArray[] target) {
    java.util.Arrays.fill(reached, false);
    for (WidthGroup group : network.spec().groups()) {
      for (int[] link : links(network, group)) {
        INDArray into = into(link[0]);
        kernels.convolveBackwardData(
            reading(link[1]), weights[link[1]], gradients.a(link[1]), into);
        collect(link[0], into);
      }
      for (int i = group.members().size() - 1; i >= 0; i--) {
        int l = group.members().get(i);
        if (!reached[l]) {
          kernels.clear(gh[l]);
        }
        kernels.chainBackward(chain(l), a[l], kappa[l], shift[l], gh[l], ga[l]);
        toInputs(pass, l, target);
      }
    }
  }

  private void toInputs(FrozenPass pass, int l, INDArray[] target) {
    Layer layer = network.layer(l).layer();
    if (layer.producer()) {
      kernels.convolveBackwardWeights(own(l), pass.x(l), ga[l], target[l]);
    } else if (layer.kind() == Layer.Kind.DEPTHWISE) {
      int input = layer.inputs().get(0);
      kernels.convolveBackwardWeights(own(l), h[input], ga[l], target[l]);
      INDArray into = into(input);
      kernels.convolveBackwardData(own(l), filters[l], ga[l], into);
      collect(input, into);
    } else {
      for (int input : layer.inputs()) {
        INDArray into = into(input);
        kernels.copy(ga[l], into);
        collect(input, into);
      }
    }
  }

  /** Where the next part of the gradient in a layer's h goes: the first writes, others add. */
  private INDArray into(int l) {
    return reached[l] ? spare[l] : gh[l];
  }

  private void collect(int l, INDArray part) {
    if (reached[l]) {
      kernels.add(gh[l], part, gh[l]);
    }
    reached[l] = true;
  }

  @Override
  public void close() {
    for (INDArray[] arrays : new INDArray[][] {filters, a, h, ga, gh, spare}) {
      Uploads.close(arrays);
    }
  }
}
