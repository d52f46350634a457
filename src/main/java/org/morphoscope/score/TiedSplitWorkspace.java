package org.morphoscope.score;

import java.util.Arrays;
import java.util.List;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.NetworkLayer;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.LayerSplits;
import org.morphoscope.net.WidthGroup;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The splits of a group of more than one layer. Both children of every channel run through the
 * group's own computation (chains, depthwise convolutions, sums), with every producer's {@code a +-
 * b}; the change at a site is {@code dz = (z_+ + z_-) / 2 - z}. What other channels send back into
 * the group's sums is not part of dz: to second order it is what the gradients account for.
 *
 * <p>Members come in the order of the forward pass. A producer makes its children from a and b by
 * one kernel; every other member (a sum, a depthwise convolution) has both children run through it.
 * Index 0 is the child with {@code a + b}, 1 the one with {@code a - b}.
 */
final class TiedSplitWorkspace implements AutoCloseable {
  private final Network network;
  private final WidthGroup group;
  private final int batch;
  private final Kernels kernels;

  /** Per child and member that is no producer, {@code [N, H, W, C]}: a, then its gradient. */
  private final INDArray[][] childA = new INDArray[2][];

  /** Per child and member, {@code [N, H', W', C]}. */
  private final INDArray[][] z = new INDArray[2][];

  /** As z, the gradient of {@code sum r . z_child}; only for learning. */
  private final INDArray[][] gz = new INDArray[2][];

  /** As z, a second reader's part of a gradient before it is added. */
  private final INDArray[] spare;

  /** Per child and member: whether gz holds something of this backward. */
  private final boolean[][] written;

  TiedSplitWorkspace(
      Network network, WidthGroup group, int batch, Kernels kernels, boolean withGradients) {
    this.network = network;
    this.group = group;
    this.batch = batch;
    this.kernels = kernels;
    int depth = network.depth();
    for (int child = 0; child < 2; child++) {
      childA[child] = new INDArray[depth];
      z[child] = new INDArray[depth];
      gz[child] = new INDArray[depth];
    }
    spare = new INDArray[depth];
    written = new boolean[2][depth];
    for (int l : group.members()) {
      var chain = network.layer(l).chain();
      for (int child = 0; child < 2; child++) {
        if (!network.layer(l).layer().producer()) {
          childA[child][l] =
              kernels.allocate(batch, chain.height(), chain.width(), chain.channels());
        }
        z[child][l] =
            kernels.allocate(batch, chain.outHeight(), chain.outWidth(), chain.channels());
        if (withGradients) {
          gz[child][l] = kernels.allocate(z[child][l].shape());
        }
      }
      if (withGradients) {
        spare[l] = kernels.allocate(z[0][l].shape());
      }
    }
  }

  /**
   * dz at every site of the group, exact for what runs through the group itself.
   *
   * @param b per producer, {@code theta * x}
   * @param dz per site; overwritten
   */
  void deltas(FrozenPass pass, INDArray[] b, INDArray[] dz) {
    for (int l : group.members()) {
      if (network.layer(l).layer().producer()) {
        kernels.childrenForward(
            new LayerSplits(chain(l), pass.a(l), b[l], pass.kappa(l), pass.shift(l)),
            z[0][l],
            z[1][l]);
      } else {
        forward(pass, l, 0);
        forward(pass, l, 1);
      }
    }
    for (int site : group.sites()) {
      kernels.childrenDelta(z[0][site], z[1][site], pass.z(site), dz[site]);
    }
  }

  /** A member's chain for this workspace's images. */
  private ChainShape chain(int l) {
    return network.layer(l).chain().withBatch(batch);
  }

  /**
   * A sum or a depthwise convolution of one child. Frozen statistics as in the unmodified net:
   * kappa and shift are the pass's.
   */
  private void forward(FrozenPass pass, int l, int child) {
    NetworkLayer layer = network.layer(l);
    INDArray a = childA[child][l];
    INDArray[] in = z[child];
    List<Integer> inputs = layer.layer().inputs();
    if (layer.conv() != null) {
      kernels.convolve(layer.conv().withBatch(batch), in[inputs.get(0)], layer.weight(), a);
    } else if (inputs.size() == 1) {
      kernels.copy(in[inputs.get(0)], a);
    } else {
      kernels.add(in[inputs.get(0)], in[inputs.get(1)], a);
      for (int input : inputs.subList(2, inputs.size())) {
        kernels.add(a, in[input], a);
      }
    }
    kernels.chainForward(chain(l), a, pass.kappa(l), pass.shift(l), in[l]);
  }

  /**
   * Gradient of {@code sum r . dz} in every producer's b, after {@link #deltas} of the same b. z of
   * the unmodified net is a constant, so {@code d(r . dz) = r . (d z_+ + d z_-) / 2}: r enters both
   * children, and the factor 1/2 is the kernel's ({@code childrenBackward}).
   *
   * @param r per site
   * @param b per producer; overwritten by the gradients
   */
  void gradients(FrozenPass pass, INDArray[] r, INDArray[] b) {
    for (int child = 0; child < 2; child++) {
      Arrays.fill(written[child], false);
      for (int site : group.sites()) {
        // a site may have readers within the group too: their parts are added to r later
        kernels.copy(r[site], gz[child][site]);
        written[child][site] = true;
      }
    }
    for (int i = group.members().size() - 1; i >= 0; i--) {
      int l = group.members().get(i);
      NetworkLayer layer = network.layer(l);
      if (layer.layer().producer()) {
        kernels.childrenBackward(
            new LayerSplits(chain(l), pass.a(l), b[l], pass.kappa(l), pass.shift(l)),
            gz[0][l],
            gz[1][l],
            b[l]);
        continue;
      }
      for (int child = 0; child < 2; child++) {
        // a is used up: its gradient takes its memory
        INDArray ga = childA[child][l];
        kernels.chainBackward(chain(l), ga, pass.kappa(l), pass.shift(l), gz[child][l], ga);
        for (int input : layer.layer().inputs()) {
          pass(layer, ga, input, child);
        }
      }
    }
  }

  /**
   * Adds an input's part of the gradient, or writes it when it is the first. Through a depthwise
   * convolution by its data gradient, through a sum unchanged.
   */
  private void pass(NetworkLayer layer, INDArray ga, int input, int child) {
    INDArray target = gz[child][input];
    boolean first = !written[child][input];
    written[child][input] = true;
    if (layer.conv() != null) {
      INDArray part = first ? target : spare[input];
      kernels.convolveBackwardData(layer.conv().withBatch(batch), layer.weight(), ga, part);
      if (!first) {
        kernels.add(part, target, target);
      }
    } else if (first) {
      kernels.copy(ga, target);
    } else {
      kernels.add(ga, target, target);
    }
  }

  @Override
  public void close() {
    for (INDArray[][] ofChildren : new INDArray[][][] {childA, z, gz, {spare}}) {
      for (INDArray[] arrays : ofChildren) {
        Uploads.close(arrays);
      }
    }
  }
}
