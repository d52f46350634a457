package org.morphoscope.score;

import java.util.List;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.NetworkLayer;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.LayerSplits;
import org.morphoscope.net.MorphKind;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adds dz of single candidates to z of the unmodified net and runs the rest of it: the truth to
 * check against (method.md section 10, item 1).
 */
public final class Injection {
  private final FrozenPass pass;
  private final Kernels kernels;

  /** Per layer, {@code [O, I, k, k]}. */
  private final List<double[]> theta;

  /** m per layer and channel, what a prune leaves in the channel's place. */
  private final double[][] meanZ;

  /**
   * Prepares one pass over the samples to check on; its forward has run.
   *
   * @param pass whose forward has run, on its own thread
   * @param theta {@code [O, I, k, k]} per layer; empty for a layer without units of its own
   * @param meanZ m of every channel, per layer: what a prune puts in its place
   */
  public Injection(FrozenPass pass, List<double[]> theta, double[][] meanZ) {
    this.pass = pass;
    this.kernels = pass.kernels();
    this.theta = theta;
    this.meanZ = meanZ;
  }

  /**
   * {@return the dz of every channel's split in a layer, {@code [N, H, W, C]}}
   *
   * @param l index of the layer
   */
  public double[] splitDeltas(int l) {
    NetworkLayer layer = pass.network().layer(l);
    ConvShape conv = layer.conv().withBatch(pass.batch());
    ChainShape chain = layer.chain().withBatch(pass.batch());
    double[] values =
        new double[pass.batch() * chain.outHeight() * chain.outWidth() * chain.channels()];
    try (INDArray t = kernels.allocate(layer.weight().shape());
        INDArray b = kernels.allocate(pass.a(l).shape());
        INDArray dz = kernels.allocate(pass.z(l).shape())) {
      kernels.upload(theta.get(l), t);
      kernels.convolve(conv, pass.x(l), t, b);
      kernels.splitDelta(new LayerSplits(chain, pass.a(l), b, pass.kappa(l), pass.shift(l)), dz);
      kernels.download(dz, values);
    }
    return values;
  }

  /**
   * {@return the losses of the pass's samples with the given channels of one layer changed; the
   * pass is left as it was}
   *
   * @param layer index of the layer
   * @param kind split or prune
   * @param channels indices in the layer
   * @param raw whether a prune leaves nothing in the channel's place
   */
  public double[] losses(int layer, MorphKind kind, List<Integer> channels, boolean raw) {
    return losses(layer, kind, channels, raw, kind == MorphKind.SPLIT ? splitDeltas(layer) : null);
  }

  /**
   * {@return the same with dz of the layer's splits already computed}
   *
   * @param layer index of the layer
   * @param kind split or prune
   * @param channels indices in the layer
   * @param raw whether a prune leaves nothing in the channel's place
   * @param splitDeltas what {@link #splitDeltas(int)} gave; not read for prunes
   */
  public double[] losses(
      int layer, MorphKind kind, List<Integer> channels, boolean raw, double[] splitDeltas) {
    double[] z = new double[(int) pass.z(layer).length()];
    kernels.download(pass.z(layer), z);
    double[] changed = z.clone();
    int width = pass.network().layer(layer).channels();
    for (int c : channels) {
      // the channel runs fastest in [N, H, W, C]
      for (int i = c; i < z.length; i += width) {
        if (kind == MorphKind.SPLIT) {
          changed[i] = z[i] + splitDeltas[i];
        } else {
          changed[i] = raw ? 0 : meanZ[layer][c];
        }
      }
    }
    kernels.upload(changed, pass.z(layer));
    pass.forwardFrom(layer);
    double[] losses = pass.losses().clone();
    // back to the unmodified net, for the next candidate
    kernels.upload(z, pass.z(layer));
    pass.forwardFrom(layer);
    return losses;
  }
}
