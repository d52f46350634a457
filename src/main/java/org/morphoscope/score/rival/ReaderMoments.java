package org.morphoscope.score.rival;

import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.net.Layer;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.rival.matrix.Cholesky;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the readers of all groups see and want, as sums over images (method.md section 12.4): with b
 * the patch of a reader, a 1 behind it where the reader takes constants up, and g the gradient at
 * its output, {@code sum b b'}, {@code sum b g'} and {@code sum g g'}. From them follows the part
 * of g that no change of the reader's own weights can follow, {@code g_perp = g - D b} with {@code
 * D' = E[b b']^-1 E[b g']}. Of one thread; sums of threads add up.
 */
final class ReaderMoments {
  private final Network network;

  // per reader, row-major; null where a layer reads no group

  /** {@code sum b b'}, {@code [D, D]}; D is the numbers of a patch, I k k and the 1. */
  private final double[][] bb;

  /** {@code sum g b'}, {@code [O, D]}. */
  private final double[][] gb;

  /** {@code sum g g'}, {@code [O, O]}. */
  private final double[][] gg;

  private long images;

  ReaderMoments(Network network) {
    this.network = network;
    int layers = network.layers().size();
    bb = new double[layers][];
    gb = new double[layers][];
    gg = new double[layers][];
    for (WidthGroup group : network.spec().groups()) {
      for (int[] link : ProposalChannels.links(network, group)) {
        int reader = link[1];
        int d = length(reader);
        int o = network.layer(reader).channels();
        bb[reader] = new double[d * d];
        gb[reader] = new double[o * d];
        gg[reader] = new double[o * o];
      }
    }
  }

  /** Whether a 1 stands behind a reader's patches: its bias or its BatchNorm takes constants up. */
  static boolean one(Layer reader) {
    return reader.absorbsConstants();
  }

  /** Numbers of a reader's patch, the 1 included. */
  int length(int reader) {
    return PatchProducts.length(network.layer(reader).conv(), one(network.layer(reader).layer()));
  }

  /** Adds the images of a pass. */
  void add(FrozenPass pass, Gradients gradients) {
    Kernels kernels = pass.kernels();
    PatchProducts products = new PatchProducts(kernels);
    images += pass.batch();
    for (int reader = 0; reader < bb.length; reader++) {
      if (bb[reader] == null) {
        continue;
      }
      ConvShape conv = network.layer(reader).conv();
      boolean one = one(network.layer(reader).layer());
      double[] x = host(kernels, pass.x(reader));
      double[] g = host(kernels, gradients.a(reader));
      int d = length(reader);
      int o = network.layer(reader).channels();
      int perImage = g.length / pass.batch();
      products.add(
          conv,
          pass.batch(),
          x,
          (first, count) -> PatchProducts.unfold(conv, x, first, count, one),
          d,
          one,
          bb[reader]);
      products.add(
          conv,
          pass.batch(),
          x,
          (first, count) ->
              java.util.Arrays.copyOfRange(g, first * perImage, (first + count) * perImage),
          o,
          one,
          gb[reader]);
      INDArray flat = gradients.a(reader).reshape('c', g.length / o, o);
      kernels.addGram(flat, flat, gg[reader], 0, o);
    }
  }

  /** An array's numbers in its order, on the host in double. */
  static double[] host(Kernels kernels, INDArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    kernels.download(array, values);
    return values;
  }

  void add(ReaderMoments other) {
    images += other.images;
    for (double[][][] pair : new double[][][][] {{bb, other.bb}, {gb, other.gb}, {gg, other.gg}}) {
      for (int l = 0; l < bb.length; l++) {
        for (int i = 0; pair[0][l] != null && i < pair[0][l].length; i++) {
          pair[0][l][i] += pair[1][l][i];
        }
      }
    }
  }

  long images() {
    return images;
  }

  /** {@code E[sum_p b b']}, {@code [D, D]}. */
  double[] patches(int reader) {
    return mean(bb[reader], images);
  }

  /** {@code E[sum_p b g']}, {@code [D, O]}. */
  double[] patchesTimesGradient(int reader) {
    int o = network.layer(reader).channels();
    int d = length(reader);
    double[] transposed = new double[d * o];
    for (int i = 0; i < transposed.length; i++) {
      transposed[i] = gb[reader][i % o * d + i / o] / images;
    }
    return transposed;
  }

  /** {@code E[g g']} over images and positions, {@code [O, O]}. */
  double[] gradients(int reader) {
    long positions = network.layer(reader).layer().mid().positions();
    return mean(gg[reader], images * positions);
  }

  /**
   * {@code D' = E[b b']^-1 E[b g']}, {@code [D, O]}: how the reader's own weights would follow g.
   *
   * @param damping share of the mean diagonal that is added to {@code E[b b']}
   */
  double[] followed(int reader, double damping) {
    double[] solution = patchesTimesGradient(reader);
    Cholesky.of(patches(reader), length(reader), damping)
        .solve(solution, network.layer(reader).channels());
    return solution;
  }

  private static double[] mean(double[] sums, long count) {
    double[] mean = new double[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = sums[i] / count;
    }
    return mean;
  }
}
