package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Weights;
import org.morphoscope.morph.ChannelMap;
import org.morphoscope.morph.LayerMoments;
import org.morphoscope.morph.Morphism;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.net.WidthGroup;

/**
 * A net with every channel split and every new neuron in, and the way back from gradients in its
 * filters to gradients in what the candidates are made of. Its filters are linear in (theta,
 * incoming, outgoing) of the candidates, so that the way back is the transposed map. BatchNorm of a
 * child is its parent's. Of a layer with filters W, {@code [O, I, k, k]}, the grown one has
 *
 * <pre>
 * rows     children of o: W[o] + theta[o] and W[o] - theta[o];  a new neuron: incoming
 * columns  children of i: W[., i] / 2 each;                     a new neuron: outgoing
 * </pre>
 *
 * <p>and 0 where a new neuron would read another one: they are added side by side, not in a row.
 */
final class Overgrown {
  private final NetworkSpec spec;
  private final Weights weights;
  private final Surgery surgery;
  private final List<ChannelMap> maps;
  private final int perGroup;

  /**
   * Numbers of all candidates, or gradients in them.
   *
   * @param theta {@code [O, I, k, k]} per layer; empty for a layer without units of its own
   * @param incoming filters of the new neurons, {@code [M, I, k, k]} per layer of a group
   * @param outgoing {@code [O, M, k, k]} per layer and, last, the head
   */
  record Numbers(List<double[]> theta, List<double[]> incoming, List<double[]> outgoing) {
    /** As many zeros. */
    Numbers zeros() {
      return new Numbers(zeros(theta), zeros(incoming), zeros(outgoing));
    }

    private static List<double[]> zeros(List<double[]> like) {
      return like.stream().map(v -> new double[v.length]).toList();
    }

    /** All arrays, in an order of their own. */
    List<double[]> arrays() {
      List<double[]> all = new ArrayList<>(theta);
      all.addAll(incoming);
      all.addAll(outgoing);
      return all;
    }
  }

  /**
   * @param newNeurons candidates for their shapes and BatchNorms, M of every group, 0 for none
   * @param splits whether every channel is split
   */
  Overgrown(NetworkSpec spec, Weights weights, NewNeurons newNeurons, boolean splits) {
    this.spec = spec;
    this.weights = weights;
    this.perGroup = newNeurons.perGroup();
    List<Morphism> all = new ArrayList<>();
    for (WidthGroup group : spec.groups()) {
      for (int c = 0; splits && c < group.width(); c++) {
        all.add(new Morphism.Split(new UnitId(group.index(), c)));
      }
      for (int k = 0; k < perGroup; k++) {
        all.add(new Morphism.NewNeuron(new UnitId(group.index(), group.width() + k)));
      }
    }
    // the surgery reads the very arrays of these new neurons, whatever stands in them then
    this.surgery = new Surgery(spec, all, newNeurons, true);
    this.maps = surgery.maps();
  }

  /** The grown architecture. */
  NetworkSpec spec() {
    return surgery.grownSpec();
  }

  /** The grown numbers, with what stands in theta and in the new neurons now. */
  Weights grow(List<double[]> theta) {
    List<LayerMoments> moments = new ArrayList<>();
    double[] none = {};
    for (int l = 0; l < spec.layers().size(); l++) {
      double[] means = new double[spec.layer(l).width()];
      moments.add(new LayerMoments(none, none, none, none, none, means));
    }
    return surgery.grow(weights, theta, moments);
  }

  /**
   * Adds the gradients in the candidates' numbers that follow from those in the grown filters.
   *
   * @param layer index; that of the head is the number of layers
   * @param gradient {@code [O', I', k, k]} in the grown layer's filters
   */
  void transposed(int layer, double[] gradient, Numbers to) {
    Layer of = layer == spec.layers().size() ? spec.head() : spec.layer(layer);
    LayerWeights old = weights.layers().get(layer);
    ChannelMap inputs = inputs(of);
    ChannelMap outputs = of.group() < 0 ? ChannelMap.identity(of.width()) : maps.get(of.group());
    int taps = old.kernel() * old.kernel();
    for (int o = 0; o < outputs.width(); o++) {
      int fresh = outputs.newNeurons()[o];
      int parent = outputs.parents()[o];
      for (int i = 0; i < inputs.width(); i++) {
        int from = (o * inputs.width() + i) * taps;
        boolean freshInput = inputs.newNeurons()[i] >= 0;
        if (fresh >= 0 && freshInput) {
          continue;
        }
        if (freshInput) {
          add(
              gradient,
              from,
              1,
              to.outgoing().get(layer),
              (parent * perGroup + inputs.newNeurons()[i]) * taps,
              taps);
          continue;
        }
        // two children of an input share its weight: each column counts half
        double factor = inputs.signs()[i] == 0 ? 1 : 0.5;
        int row = fresh >= 0 ? fresh : parent;
        int at = (row * old.inputs() + inputs.parents()[i]) * taps;
        if (fresh >= 0) {
          add(gradient, from, factor, to.incoming().get(layer), at, taps);
        } else if (outputs.signs()[o] != 0 && to.theta().get(layer).length > 0) {
          add(gradient, from, factor * outputs.signs()[o], to.theta().get(layer), at, taps);
        }
      }
    }
  }

  private static void add(
      double[] source, int from, double factor, double[] target, int at, int count) {
    for (int t = 0; t < count; t++) {
      target[at + t] += factor * source[from + t];
    }
  }

  private ChannelMap inputs(Layer of) {
    if (!of.producer()) {
      return ChannelMap.identity(of.filterInputs());
    }
    int input = of.inputs().get(0);
    int group = input < 0 ? -1 : spec.layer(input).group();
    return group < 0 ? ChannelMap.identity(of.in().channels()) : maps.get(group);
  }
}
