package org.morphoscope.score.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.LossModel;
import org.morphoscope.score.NewNeuronWorkspace;
import org.morphoscope.score.Uploads;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One thread's share of J_l of the outgoing weights and of its gradient (method.md section 3.3),
 * summed over the images that the thread has met since {@link #start}. Used by that thread only;
 * the weights delta are shared by all and not written meanwhile.
 *
 * <p>With {@code da' = delta * h} at a reader, {@code S_n = da' . g_a}, {@code K_n,j = da' .
 * direction_j} and {@code row = f_n,j K_n,j}, the gradient in delta is that of {@code sum_n r_n .
 * (delta * h)} with {@code r = g_a + sum_j f^2 K direction_j} held fixed: a weight gradient of the
 * reader's convolution over h.
 */
final class OutgoingShard implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;
  private final NewNeurons newNeurons;
  private final int every;

  /** Per reader, {@code [O, M, k, k]}; owned by the learner. */
  private final INDArray[] delta;

  /** Per reader, as delta: sums over images. */
  private final INDArray[] gradient;

  /** As {@link #gradient}, of the part that is being added. */
  private final INDArray[] ofPart;

  /** By number of images: r per reader, {@code [N, H, W, O]}. */
  private final Map<Integer, INDArray[]> multipliers = new HashMap<>();

  /** Per group, {@code sum_n S_n + sum_j row_n,j^2 / 2}, in nats. */
  private final double[] objective;

  /**
   * @param delta the weights that are learned, per reader; null where there are none
   * @param every how many images there are to one whose curvature counts
   */
  OutgoingShard(
      Network network, Kernels kernels, NewNeurons newNeurons, INDArray[] delta, int every) {
    this.network = network;
    this.kernels = kernels;
    this.newNeurons = newNeurons;
    this.delta = delta;
    this.every = every;
    gradient = like(delta, kernels);
    ofPart = like(delta, kernels);
    objective = new double[network.spec().groups().size()];
  }

  /** Arrays of the shapes of others; null where those are. */
  static INDArray[] like(INDArray[] arrays, Kernels kernels) {
    return Arrays.stream(arrays)
        .map(array -> array == null ? null : kernels.allocate(array.shape()))
        .toArray(INDArray[]::new);
  }

  /** The layers that new neurons of a group are read by: where {@code da'} arises. */
  static List<Integer> readers(Network network, INDArray[] delta, WidthGroup group) {
    List<Integer> readers = new ArrayList<>();
    for (int site : group.sites()) {
      for (int reader : network.spec().readers(site)) {
        if (delta[reader] != null && reads(network, reader, site)) {
          readers.add(reader);
        }
      }
    }
    return readers;
  }

  /** Whether a producer reads a site: sums and depthwise convolutions are of the group itself. */
  private static boolean reads(Network network, int reader, int site) {
    return network.layer(reader).layer().producer()
        && network.layer(reader).layer().inputs().get(0) == site;
  }

  /** Begins the sums. */
  void start() {
    Arrays.fill(objective, 0);
    for (INDArray sum : gradient) {
      if (sum != null) {
        kernels.clear(sum);
      }
    }
  }

  /** Gradients of {@code sum_l J_l}, not yet divided by the number of images. */
  INDArray[] gradient() {
    return gradient;
  }

  /** J_l per group, not yet divided by the number of images. */
  double[] objective() {
    return objective;
  }

  /**
   * Adds {@code size} images, from their activations.
   *
   * @param first position of the first image, which decides whose curvature counts
   */
  void add(CapturedImages captured, int first, int size) {
    activationGradient(captured, first, size);
    addPart();
  }

  /** The same from what is kept of them. */
  void add(OutgoingRows rows) {
    rowGradient(rows);
    addPart();
  }

  private void addPart() {
    for (int l = 0; l < delta.length; l++) {
      if (delta[l] != null) {
        kernels.axpy(1, ofPart[l], gradient[l]);
      }
    }
  }

  /**
   * S, the rows and their gradients from h and the gradients at the readers; one backward pass per
   * direction in {@code ggn}.
   */
  private void activationGradient(CapturedImages captured, int first, int size) {
    INDArray[] r = multipliers.computeIfAbsent(size, n -> multiplierArrays(captured));
    LossModel model = captured.model();
    Gradients g = model.gradient();
    // r begins as g_a
    for (int l = 0; l < r.length; l++) {
      if (r[l] != null) {
        kernels.copy(g.a(l), r[l]);
      }
    }
    double[][] sums = new double[network.spec().groups().size()][];
    for (WidthGroup group : network.spec().groups()) {
      sums[group.index()] = sums(group, captured.channels(), g, size);
      for (double s : sums[group.index()]) {
        objective[group.index()] += s;
      }
    }
    for (int j = 0; j < model.directions(); j++) {
      model.select(j);
      for (WidthGroup group : network.spec().groups()) {
        double[] k =
            model.directionIsGradient()
                ? sums[group.index()].clone()
                : sums(group, captured.channels(), model.direction(), size);
        for (int n = 0; n < size; n++) {
          // the weight (0, or `every`) goes into the factor, so that row^2 carries it once
          double factor = Math.sqrt(OutgoingRows.weight(first + n, every)) * model.rowFactor(n, j);
          double row = factor * k[n];
          objective[group.index()] += 0.5 * row * row;
          k[n] = factor * row;
        }
        addDirection(group, k, model.direction(), r);
      }
    }
    for (WidthGroup group : network.spec().groups()) {
      for (int site : group.sites()) {
        for (int reader : network.spec().readers(site)) {
          if (delta[reader] != null && reads(network, reader, site)) {
            captured.channels().outgoingGradient(site, reader, r[reader], ofPart[reader]);
          }
        }
      }
    }
  }

  /**
   * The same from constants, group by group: {@code S = slope . delta}, {@code K_n = row_n .
   * delta}, gradient {@code slope + sum_n f_n^2 K_n row_n}.
   */
  private void rowGradient(OutgoingRows rows) {
    for (WidthGroup group : network.spec().groups()) {
      List<Integer> readers = readers(network, delta, group);
      double[] k = new double[rows.samples()];
      for (int reader : readers) {
        rows.addProducts(reader, delta[reader], k);
        objective[group.index()] += rows.slope(reader, delta[reader]);
      }
      for (int n = 0; n < k.length; n++) {
        double row = rows.factor(n) * k[n];
        objective[group.index()] += 0.5 * row * row;
        k[n] = rows.factor(n) * row;
      }
      for (int reader : readers) {
        rows.gradient(reader, k, ofPart[reader]);
      }
    }
  }

  private INDArray[] multiplierArrays(CapturedImages captured) {
    INDArray[] r = new INDArray[delta.length];
    for (int l = 0; l < r.length; l++) {
      if (delta[l] != null) {
        r[l] = kernels.allocate(captured.model().gradient().a(l).shape());
      }
    }
    return r;
  }

  /**
   * S or K of every sample: products summed over the group's M candidates, which so learn one
   * correction together instead of the same one each.
   */
  private double[] sums(WidthGroup group, NewNeuronWorkspace channels, Gradients g, int size) {
    int m = newNeurons.perGroup();
    double[] products = new double[size * m];
    channels.products(group, delta, g, products);
    double[] sums = new double[size];
    for (int i = 0; i < products.length; i++) {
      sums[i / m] += products[i];
    }
    return sums;
  }

  /**
   * {@code r += coefficient_n direction_a} at every reader of a group.
   *
   * @param coefficient {@code f^2 K}, one per image
   */
  private void addDirection(
      WidthGroup group, double[] coefficient, Gradients direction, INDArray[] r) {
    for (int site : group.sites()) {
      for (int reader : network.spec().readers(site)) {
        if (delta[reader] == null) {
          continue;
        }
        // the kernel scales per image and channel: one coefficient for all channels of an image
        int channels = network.layer(reader).channels();
        double[] perChannel = new double[coefficient.length * channels];
        for (int i = 0; i < perChannel.length; i++) {
          perChannel[i] = coefficient[i / channels];
        }
        try (INDArray factors = kernels.allocate(coefficient.length, channels)) {
          kernels.upload(perChannel, factors);
          kernels.addScaled(factors, direction.a(reader), r[reader]);
        }
      }
    }
  }

  @Override
  public void close() {
    Uploads.close(gradient);
    Uploads.close(ofPart);
    multipliers.values().forEach(Uploads::close);
  }
}
