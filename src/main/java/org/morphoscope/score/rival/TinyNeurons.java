package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Network;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.Layer;

/**
 * The new neurons of {@link Tiny}'s directions (method.md section 12.4): of direction k of a link,
 * filter {@code w_k = sqrt(s_k) S^-1/2 u_k}, {@code [I, k, k]} and its bias where the producer has
 * one, and outgoing weights {@code v_k sqrt(s_k)}, {@code [O, k, k]}.
 *
 * @param network the unmodified net
 * @param perGroup M, the candidates of each group; those without a direction stay 0
 * @param links the groups that have one producer and one reader
 * @param directions of each link
 */
record TinyNeurons(
    Network network, int perGroup, List<HiddenGradient> links, List<TinyDirections> directions) {

  /**
   * The candidates at full amplitude. A neuron and its negative, both sides times -1, are the same
   * to a linear net; behind a ReLU each passes the half that the other does not.
   *
   * @param sign +1 or -1 for each group and candidate
   */
  NewNeurons of(double[][] sign) {
    List<LayerWeights> incoming = new ArrayList<>();
    for (Layer layer : network.spec().layers()) {
      incoming.add(
          layer.group() < 0
              ? null
              : IdentityNeurons.layer(layer, perGroup, new double[perGroup * layer.fanIn()]));
    }
    List<double[]> outgoing = IdentityNeurons.outgoing(network.spec(), perGroup);
    for (int i = 0; i < links.size(); i++) {
      put(links.get(i), directions.get(i), sign, incoming, outgoing);
    }
    return new NewNeurons(perGroup, incoming, outgoing);
  }

  private void put(
      HiddenGradient link,
      TinyDirections found,
      double[][] sign,
      List<LayerWeights> incoming,
      List<double[]> outgoing) {
    Layer producer = network.layer(link.producer()).layer();
    LayerWeights in = incoming.get(link.producer());
    int kernel = network.layer(link.reader()).layer().kernel();
    int taps = kernel * kernel;
    for (int k = 0; k < found.values().length; k++) {
      double factor = sign[producer.group()][k];
      int fanIn = producer.fanIn();
      for (int i = 0; i < fanIn; i++) {
        in.weight()[k * fanIn + i] = factor * found.in()[k][i];
      }
      if (found.in()[k].length > fanIn) {
        // with the identity before it, BatchNorm's beta is the bias
        (in.batchNorm() ? in.beta() : in.bias())[k] = factor * found.in()[k][fanIn];
      }
      // a direction is [O, k, k]; the reader's weights of all M neurons are [O, M, k, k]
      double[] out = outgoing.get(link.reader());
      for (int q = 0; q < found.out()[k].length; q++) {
        out[(q / taps * perGroup + k) * taps + q % taps] = factor * found.out()[k][q];
      }
    }
    handOn(producer.group(), incoming);
  }

  /** Filters of depthwise convolutions on the way: their centre alone, so that h passes [ours]. */
  private void handOn(int group, List<LayerWeights> incoming) {
    for (int l : network.spec().group(group).members()) {
      Layer layer = network.layer(l).layer();
      for (int k = 0; layer.kind() == Layer.Kind.DEPTHWISE && k < perGroup; k++) {
        int middle = (layer.kernel() - 1) / 2;
        incoming.get(l).weight()[k * layer.fanIn() + middle * layer.kernel() + middle] = 1;
      }
    }
  }

  /**
   * Both sides of every candidate times its group's amplitude gamma, so that what it adds goes with
   * {@code gamma^2} where it is passed on linearly.
   *
   * @param amplitudes per group
   */
  NewNeurons scaled(NewNeurons full, double[] amplitudes) {
    List<LayerWeights> incoming = new ArrayList<>();
    for (Layer layer : network.spec().layers()) {
      LayerWeights numbers = full.incoming().get(layer.index());
      boolean scales = numbers != null && layer.producer();
      double factor = scales ? amplitudes[layer.group()] : 1;
      incoming.add(
          scales
              ? new LayerWeights(
                  numbers.outputs(),
                  numbers.inputs(),
                  numbers.kernel(),
                  times(numbers.weight(), factor),
                  numbers.gamma(),
                  times(numbers.beta(), factor),
                  numbers.mean(),
                  numbers.variance(),
                  times(numbers.bias(), factor))
              : numbers);
    }
    List<double[]> outgoing = new ArrayList<>(full.outgoing());
    for (HiddenGradient link : links) {
      double factor = amplitudes[network.layer(link.producer()).layer().group()];
      outgoing.set(link.reader(), times(outgoing.get(link.reader()), factor));
    }
    return new NewNeurons(perGroup, incoming, outgoing);
  }

  private static double[] times(double[] values, double factor) {
    return Arrays.stream(values).map(v -> factor * v).toArray();
  }
}
