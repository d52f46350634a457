package org.morphoscope.engine;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.run.AppliedMorphism.Filter;
import org.morphoscope.selection.Candidates;

/**
 * What is kept of the filters that a set changes, so that the change can be drawn: of a channel the
 * planes {@code [k, k]} of its strongest inputs and the lengths of its strongest outgoing weights.
 * All of it would be as much as the weights themselves, written again in every round.
 */
final class FilterViews {
  /** Channels of a set whose filters are kept; those taken first. */
  static final int MOST_CHANNELS = 64;

  /** Inputs of a filter that are kept, those with the longest w and theta. */
  static final int MOST_INPUTS = 8;

  /** Readers of a channel that are kept. */
  static final int MOST_READERS = 8;

  // enough for an eye
  private static final MathContext DIGITS = new MathContext(4);

  private FilterViews() {}

  /** The filters of the first candidates of a set, in its order. */
  static List<Filter> of(ScoredNet net, List<Integer> set) {
    Candidates order = new Candidates(net.spec(), net.newNeurons().perGroup());
    return set.stream().limit(MOST_CHANNELS).map(c -> of(net, order, c)).toList();
  }

  /**
   * A channel of a group is told by the group's first producer, whose filters are {@code [O, I, k,
   * k]}: those of channel c are the numbers from {@code c * fanIn} on.
   */
  private static Filter of(ScoredNet net, Candidates order, int candidate) {
    WidthGroup group = net.spec().group(order.unit(candidate).group());
    int channel = order.unit(candidate).channel();
    int layer = group.first();
    boolean isNew = order.kind(candidate) == MorphKind.NEW_NEURON;
    // candidates for new neurons are counted on behind the group's channels
    int row = isNew ? channel - group.width() : channel;
    LayerWeights of =
        isNew ? net.newNeurons().incoming().get(layer) : net.weights().layers().get(layer);
    int fanIn = of.fanIn();
    double[] w = Arrays.copyOfRange(of.weight(), row * fanIn, (row + 1) * fanIn);
    double[] theta =
        order.kind(candidate) == MorphKind.SPLIT
                && net.theta().get(layer).length >= (row + 1) * fanIn
            ? Arrays.copyOfRange(net.theta().get(layer), row * fanIn, (row + 1) * fanIn)
            : new double[0];
    int plane = fanIn / of.inputs();
    List<Integer> shown = strongest(w, theta, of.inputs(), plane);
    return new Filter(
        of.inputs(),
        of.kernel(),
        shown,
        planes(w, shown, plane),
        theta.length == 0 ? List.of() : planes(theta, shown, plane),
        outgoing(net, group, row, isNew),
        order.kind(candidate) == MorphKind.SPLIT && net.signed().contains(order.unit(candidate)));
  }

  /** Indices of the inputs i with the largest {@code |w_i|^2 + |theta_i|^2}, ascending. */
  private static List<Integer> strongest(double[] w, double[] theta, int inputs, int plane) {
    double[] energy = new double[inputs];
    for (int i = 0; i < w.length; i++) {
      double t = theta.length == 0 ? 0 : theta[i];
      energy[i / plane] += w[i] * w[i] + t * t;
    }
    return IntStream.range(0, inputs)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -energy[i]))
        .limit(MOST_INPUTS)
        .sorted()
        .toList();
  }

  private static List<Double> planes(double[] filter, List<Integer> shown, int plane) {
    return shown.stream()
        .flatMapToDouble(i -> Arrays.stream(filter, i * plane, (i + 1) * plane))
        .mapToObj(FilterViews::rounded)
        .toList();
  }

  /**
   * Lengths {@code |v_o|} over the kernel of the weights with which each output o of the layers
   * that read the group reads the channel, the longest first.
   */
  private static List<Double> outgoing(ScoredNet net, WidthGroup group, int row, boolean isNew) {
    NetworkSpec spec = net.spec();
    List<Double> lengths = new ArrayList<>();
    for (int site : group.sites()) {
      for (int reader : spec.readers(site)) {
        boolean head = reader == spec.layers().size();
        // a depthwise filter or a sum has no weight of its own for each of its inputs
        if (!head && !spec.layer(reader).producer()) {
          continue;
        }
        LayerWeights of = net.weights().layers().get(reader);
        int plane = of.fanIn() / of.inputs();
        double[] v = isNew ? net.newNeurons().outgoing().get(reader) : of.weight();
        int inputs = isNew ? net.newNeurons().perGroup() : of.inputs();
        for (int o = 0; o < of.outputs(); o++) {
          int from = (o * inputs + row) * plane;
          lengths.add(
              Math.sqrt(
                  DoubleStream.of(Arrays.copyOfRange(v, from, from + plane))
                      .map(x -> x * x)
                      .sum()));
        }
      }
    }
    return lengths.stream()
        .sorted(Comparator.reverseOrder())
        .limit(MOST_READERS)
        .map(FilterViews::rounded)
        .toList();
  }

  private static double rounded(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value;
  }
}
