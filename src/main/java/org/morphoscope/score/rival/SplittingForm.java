package org.morphoscope.score.rival;

import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.NetworkLayer;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.net.Activation;
import org.morphoscope.net.Layer;
import org.morphoscope.net.WidthGroup;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products of the splitting matrix with directions, without the matrix (method.md section 12.1).
 * For a channel of a layer of its own, {@code S = E[sum_p g_p kappa^2 phi''(u_p) x_p x_p']}, g at
 * the activation's output, so that {@code S v} is the weight gradient of {@code kappa^2 phi'' g .
 * (x * v)}: one convolution and one weight gradient for all channels at once.
 *
 * <p>Where several layers make a channel (sums, depthwise convolutions), v stands for the offsets
 * of all of them and the quadratic form sums over every activation m that the channel passes:
 * {@code v'Sv = E[sum_m sum_p g_m phi''(u_m) (du_m)^2]}, {@code du_m} the change of {@code u_m} to
 * first order [ours]. What lies behind a pooling within such a group is left out.
 *
 * <p>Of one shard, which is one thread and one number of images N.
 */
final class SplittingForm implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;
  private final int batch;

  /** Per layer of a group, {@code [N, H, W, C]}: change of a, {@code v * x} for a producer. */
  private final INDArray[] tangent;

  /** Per layer of a group: {@code kappa^2 phi'' g . tangent}, half the form's gradient in it. */
  private final INDArray[] adjoint;

  private final INDArray[] spare;

  /** Per layer that another one of its group reads, {@code [N, H, W, C]}: as {@link #adjoint}. */
  private final INDArray[] ofReaders;

  /** Per such layer: the tangent behind its activation. */
  private final INDArray[] behind;

  private final boolean[] reached;

  SplittingForm(Network network, int batch, Kernels kernels) {
    this.network = network;
    this.kernels = kernels;
    this.batch = batch;
    int depth = network.depth();
    tangent = new INDArray[depth];
    adjoint = new INDArray[depth];
    spare = new INDArray[depth];
    ofReaders = new INDArray[depth];
    behind = new INDArray[depth];
    reached = new boolean[depth];
    for (WidthGroup group : network.spec().groups()) {
      for (int l : group.members()) {
        ChainShape chain = chain(l);
        long[] shape = {batch, chain.height(), chain.width(), chain.channels()};
        tangent[l] = kernels.allocate(shape);
        adjoint[l] = kernels.allocate(shape);
        spare[l] = kernels.allocate(shape);
        if (handsOn(l)) {
          ofReaders[l] = kernels.allocate(shape);
          behind[l] = kernels.allocate(shape);
        }
      }
    }
  }

  private ChainShape chain(int l) {
    return network.layer(l).chain().withBatch(batch);
  }

  private ConvShape conv(int l) {
    return network.layer(l).conv().withBatch(batch);
  }

  /** Whether layers of the same group read the layer's z, with no pooling in between. */
  private boolean handsOn(int l) {
    int group = network.layer(l).layer().group();
    return chain(l).pooling() == ChainShape.Pooling.NONE
        && network.spec().readers(l).stream()
            .filter(reader -> reader < network.depth())
            .map(reader -> network.layer(reader).layer())
            .anyMatch(reader -> !reader.producer() && reader.group() == group);
  }

  /**
   * Forms of all channels, and their products, over the images of a pass.
   *
   * @param gradients of the pass's backward
   * @param direction v per producer, {@code [O, I, k, k]}
   * @param forms {@code v'S_n v} per image and unit, {@code [N, units]}, overwritten
   * @param products per producer, {@code sum_n S_n v}, overwritten; null when only forms are wanted
   */
  void run(
      FrozenPass pass,
      Gradients gradients,
      INDArray[] direction,
      double[] forms,
      INDArray[] products) {
    java.util.Arrays.fill(forms, 0);
    int units = network.spec().unitCount();
    int unit = 0;
    for (WidthGroup group : network.spec().groups()) {
      for (int l : group.members()) {
        reached[l] = false;
        tangent(pass, l, direction[l]);
        bend(pass, gradients, l, forms, unit, units);
      }
      if (products != null) {
        backward(pass, group, products);
      }
      unit += group.width();
    }
  }

  /** Change of a layer's {@code a} to first order in the offsets. */
  private void tangent(FrozenPass pass, int l, INDArray direction) {
    Layer layer = network.layer(l).layer();
    if (layer.producer()) {
      kernels.convolve(conv(l), pass.x(l), direction, tangent[l]);
      return;
    }
    kernels.clear(tangent[l]);
    for (int input : layer.inputs()) {
      if (input < 0 || behind[input] == null) {
        continue;
      }
      if (layer.kind() == Layer.Kind.DEPTHWISE) {
        kernels.convolve(conv(l), behind[input], network.layer(l).weight(), tangent[l]);
      } else {
        kernels.add(tangent[l], behind[input], tangent[l]);
      }
    }
  }

  /** Second-order terms of one layer's activation, and the tangent behind it. */
  private void bend(
      FrozenPass pass, Gradients gradients, int l, double[] forms, int unit, int units) {
    NetworkLayer layer = network.layer(l);
    double[] kappa = pass.kappa(l);
    double[] shift = pass.shift(l);
    double[] a = host(pass.a(l));
    double[] scaled = arriving(l, a, pass, gradients.total(l));
    double[] b = host(tangent[l]);
    double[] second = new double[b.length];
    double[] first = new double[behind[l] == null ? 0 : b.length];
    int channels = layer.channels();
    int perImage = b.length / batch;
    for (int i = 0; i < b.length; i++) {
      int c = i % channels;
      double u = kappa[c] * a[i] + shift[c];
      // gradient of the form in b, halved: kappa^2 phi'' g b
      second[i] = kappa[c] * Bends.bend(layer.layer().activation(), u) * scaled[i] * b[i];
      forms[i / perImage * units + unit + c] += second[i] * b[i];
      if (first.length > 0) {
        first[i] = Bends.slope(layer.layer().activation(), u) * kappa[c] * b[i];
      }
    }
    kernels.upload(second, adjoint[l]);
    if (first.length > 0) {
      kernels.upload(first, behind[l]);
    }
  }

  /**
   * {@code kappa g} at the activation's output. A maximum picks the same place without an
   * activation that never falls; a SiLU does, and there the values behind it decide.
   */
  private double[] arriving(int l, double[] a, FrozenPass pass, INDArray gz) {
    ChainShape linear = chain(l).withActivation(Activation.NONE);
    double[] kappa = pass.kappa(l);
    double[] shift = pass.shift(l);
    if (chain(l).activation().kind() != Activation.Kind.SILU) {
      kernels.chainBackward(linear, pass.a(l), kappa, shift, gz, spare[l]);
      return host(spare[l]);
    }
    double[] values = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      int c = i % kappa.length;
      values[i] = Bends.silu(kappa[c] * a[i] + shift[c]);
    }
    kernels.upload(values, spare[l]);
    double[] one = new double[kappa.length];
    java.util.Arrays.fill(one, 1);
    kernels.chainBackward(linear, spare[l], one, new double[one.length], gz, spare[l]);
    double[] scaled = host(spare[l]);
    for (int i = 0; i < a.length; i++) {
      scaled[i] *= kappa[i % kappa.length];
    }
    return scaled;
  }

  /** Sends the terms of all activations back to the producers. */
  private void backward(FrozenPass pass, WidthGroup group, INDArray[] products) {
    for (int i = group.members().size() - 1; i >= 0; i--) {
      int l = group.members().get(i);
      if (reached[l]) {
        kernels.chainBackward(
            chain(l), pass.a(l), pass.kappa(l), pass.shift(l), ofReaders[l], spare[l]);
        kernels.add(adjoint[l], spare[l], adjoint[l]);
      }
      Layer layer = network.layer(l).layer();
      if (layer.producer()) {
        kernels.convolveBackwardWeights(conv(l), pass.x(l), adjoint[l], products[l]);
        continue;
      }
      for (int input : layer.inputs()) {
        if (input >= 0 && behind[input] != null) {
          sendBack(l, layer, input);
        }
      }
    }
  }

  private void sendBack(int l, Layer layer, int input) {
    INDArray part = adjoint[l];
    if (layer.kind() == Layer.Kind.DEPTHWISE) {
      kernels.convolveBackwardData(conv(l), network.layer(l).weight(), adjoint[l], spare[input]);
      part = spare[input];
    }
    if (reached[input]) {
      kernels.add(ofReaders[input], part, ofReaders[input]);
    } else {
      kernels.copy(part, ofReaders[input]);
      reached[input] = true;
    }
  }

  private double[] host(INDArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    kernels.download(array, values);
    return values;
  }

  @Override
  public void close() {
    for (INDArray[] arrays : new INDArray[][] {tangent, adjoint, spare, ofReaders, behind}) {
      org.morphoscope.score.Uploads.close(arrays);
    }
  }
}
