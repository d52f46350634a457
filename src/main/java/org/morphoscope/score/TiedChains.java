package org.morphoscope.score;

import java.util.List;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Kernels;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.NetworkLayer;
import org.morphoscope.net.WidthGroup;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The splits of a group of more than one layer. Both children of every channel run through the
 * group's own computation (chains, depthwise convolutions, sums), with every producer's {@code a +-
 * b}; the change at a site is {@code dz = (z_+ + z_-) / 2 - z}. What other channels send back into
 * the group's sums is not part of dz: to second order it is what the gradients account for.
 */
final class TiedChains implements AutoCloseable {
  private final Network network;
  private final WidthGroup group;
  private final int batch;
  private final Kernels kernels;
  private final INDArray[][] childA = new INDArray[2][];
  private final INDArray[] z;
  private final INDArray[] gz;
  private final INDArray[] spare;

  TiedChains(Network network, WidthGroup group, int batch, Kernels kernels, boolean withGradients) {
    this.network = network;
    this.group = group;
    this.batch = batch;
    this.kernels = kernels;
    int depth = network.depth();
    childA[0] = new INDArray[depth];
    childA[1] = new INDArray[depth];
    z = new INDArray[depth];
    gz = new INDArray[depth];
    spare = new INDArray[depth];
    for (int l : group.members()) {
      var chain = network.layer(l).chain();
      long[] a = {batch, chain.height(), chain.width(), chain.channels()};
      childA[0][l] = kernels.allocate(a);
      childA[1][l] = kernels.allocate(a);
      z[l] = kernels.allocate(batch, chain.outHeight(), chain.outWidth(), chain.channels());
      if (withGradients) {
        gz[l] = kernels.allocate(z[l].shape());
        spare[l] = kernels.allocate(z[l].shape());
      }
    }
  }

  /**
   * @param b per producer, {@code theta * x}
   * @param dz per site; overwritten
   */
  void deltas(FrozenPass pass, INDArray[] b, INDArray[] dz) {
    for (int child = 0; child < 2; child++) {
      for (int l : group.members()) {
        forward(pass, l, child, b[l]);
      }
      for (int site : group.sites()) {
        if (child == 0) {
          kernels.copy(z[site], dz[site]);
        } else {
          // (z_+ + z_-) / 2 - z = (z_+ + z_- - 2 z) / 2, in this order to lose few digits
          kernels.axpy(1, z[site], dz[site]);
          kernels.axpy(-2, pass.z(site), dz[site]);
          kernels.axpy(-0.5, dz[site], dz[site]);
        }
      }
    }
  }

  private void forward(FrozenPass pass, int l, int child, INDArray b) {
    NetworkLayer layer = network.layer(l);
    INDArray a = childA[child][l];
    if (layer.layer().producer()) {
      kernels.copy(pass.a(l), a);
      kernels.axpy(child == 0 ? 1 : -1, b, a);
    } else if (layer.conv() != null) {
      kernels.convolve(
          layer.conv().withBatch(batch), z[layer.layer().inputs().get(0)], layer.weight(), a);
    } else {
      List<Integer> inputs = layer.layer().inputs();
      kernels.copy(z[inputs.get(0)], a);
      for (int input : inputs.subList(1, inputs.size())) {
        kernels.add(a, z[input], a);
      }
    }
    kernels.chainForward(layer.chain().withBatch(batch), a, pass.kappa(l), pass.shift(l), z[l]);
  }

  /**
   * Gradient of {@code sum r . dz} in every producer's b, after {@link #deltas} of the same b.
   *
   * @param r per site
   * @param gb per producer; overwritten
   */
  void gradients(FrozenPass pass, INDArray[] r, INDArray[] gb) {
    for (int child = 0; child < 2; child++) {
      for (int l : group.members()) {
        if (group.sites().contains(l)) {
          kernels.copy(r[l], gz[l]);
        } else {
          kernels.axpy(-1, gz[l], gz[l]);
        }
      }
      for (int i = group.members().size() - 1; i >= 0; i--) {
        backward(pass, group.members().get(i), child, gb);
      }
    }
  }

  private void backward(FrozenPass pass, int l, int child, INDArray[] gb) {
    NetworkLayer layer = network.layer(l);
    INDArray ga = childA[child][l];
    kernels.chainBackward(
        layer.chain().withBatch(batch), ga, pass.kappa(l), pass.shift(l), gz[l], ga);
    if (layer.layer().producer()) {
      if (child == 0) {
        kernels.copy(ga, gb[l]);
      } else {
        // (g_+ - g_-) / 2
        kernels.axpy(-1, ga, gb[l]);
        kernels.axpy(-0.5, gb[l], gb[l]);
      }
      return;
    }
    for (int input : layer.layer().inputs()) {
      if (layer.conv() != null) {
        kernels.convolveBackwardData(
            layer.conv().withBatch(batch), layer.weight(), ga, spare[input]);
        kernels.add(spare[input], gz[input], gz[input]);
      } else {
        kernels.add(ga, gz[input], gz[input]);
      }
    }
  }

  @Override
  public void close() {
    for (INDArray[] arrays : new INDArray[][] {childA[0], childA[1], z, gz, spare}) {
      for (INDArray array : arrays) {
        if (array != null) {
          array.close();
        }
      }
    }
  }
}
