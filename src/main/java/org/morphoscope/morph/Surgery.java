package org.morphoscope.morph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.OptimiserState;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.Layer;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.text.Texts;

/**
 * Builds a set of morphisms into a net (method.md section 3) and into its optimiser's memory.
 *
 * <p>For every layer: the inputs are mapped first (children of a split read half of the outgoing
 * weights each, the mean of a pruned input is folded in, a new neuron is read with its learned
 * weights), then the outputs are split, dropped or added. In a group of tied layers every layer's
 * channels change alike.
 */
public final class Surgery {
  private final NetworkSpec spec;
  private final NewNeurons newNeurons;
  private final List<ChannelMap> maps;
  private final boolean compensate;

  /**
   * @param spec the scored net
   * @param morphisms each of another channel
   * @param newNeurons the candidates that births refer to
   * @param compensate whether prunes fold the mean of z into the consumers
   * @throws IllegalArgumentException when a channel is changed twice, does not exist, or a group
   *     would be left without channels
   */
  public Surgery(
      NetworkSpec spec, List<Morphism> morphisms, NewNeurons newNeurons, boolean compensate) {
    this(spec, morphisms, newNeurons, compensate, false);
  }

  private Surgery(
      NetworkSpec spec,
      List<Morphism> morphisms,
      NewNeurons newNeurons,
      boolean compensate,
      boolean fresh) {
    this.spec = spec;
    this.newNeurons = newNeurons;
    this.compensate = compensate;
    List<Map<Integer, MorphKind>> changes = new ArrayList<>();
    List<Set<Integer>> signed = new ArrayList<>();
    spec.groups()
        .forEach(
            group -> {
              changes.add(new HashMap<>());
              signed.add(new HashSet<>());
            });
    for (Morphism morphism : morphisms) {
      int group = morphism.unit().group();
      int channel = morphism.unit().channel();
      if (group >= changes.size() || !fresh && !exists(morphism, spec.group(group).width())) {
        throw new IllegalArgumentException("the net has no channel " + morphism.unit());
      }
      if (changes.get(group).put(channel, morphism.kind()) != null) {
        throw new IllegalArgumentException(
            Texts.of("channel %d of layer %d is changed twice", channel, group));
      }
      if (morphism instanceof Morphism.SignedSplit) {
        signed.get(group).add(channel);
      }
    }
    maps = new ArrayList<>();
    for (WidthGroup group : spec.groups()) {
      Map<Integer, MorphKind> its = changes.get(group.index());
      ChannelMap map =
          fresh
              ? ChannelMap.fresh(group.width(), its)
              : ChannelMap.of(group.width(), its, signed.get(group.index()));
      if (map.width() == 0) {
        throw new IllegalArgumentException(
            Texts.of(
                "layer %d ('%s') would be left without channels",
                group.index(), spec.layer(group.first()).id()));
      }
      maps.add(map);
    }
  }

  /**
   * {@return a surgery that widens and narrows the same groups at the same places, with fresh
   * channels in place of what the morphisms add: a split channel stays as it was in its first
   * child's place}
   *
   * @param spec the scored net
   * @param morphisms each of another channel
   * @param drawn at least {@link #most} candidates per group with outgoing weights 0
   * @throws IllegalArgumentException as the constructor
   */
  public static Surgery fresh(NetworkSpec spec, List<Morphism> morphisms, NewNeurons drawn) {
    return new Surgery(spec, morphisms, drawn, true, true);
  }

  /**
   * {@return the most channels that morphisms add to one group}
   *
   * @param morphisms each of another channel
   */
  public static int most(List<Morphism> morphisms) {
    Map<Integer, Integer> added = new HashMap<>();
    for (Morphism morphism : morphisms) {
      if (morphism.kind().widthChange() > 0) {
        added.merge(morphism.unit().group(), 1, Integer::sum);
      }
    }
    return added.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private boolean exists(Morphism morphism, int width) {
    int channel = morphism.unit().channel();
    return morphism.kind() == MorphKind.NEW_NEURON
        ? channel >= width && channel < width + newNeurons.perGroup()
        : channel < width;
  }

  /** {@return where each group's channels come from} */
  public List<ChannelMap> maps() {
    return List.copyOf(maps);
  }

  /** {@return the grown architecture} */
  public NetworkSpec grownSpec() {
    return spec.withWidths(maps.stream().mapToInt(ChannelMap::width).toArray());
  }

  /**
   * {@return the grown net's numbers}
   *
   * @param weights of the scored net
   * @param theta {@code [O, I, k, k]} per layer; empty for a layer without units of its own
   * @param moments from the scoring pass, per layer
   */
  public Weights grow(Weights weights, List<double[]> theta, List<LayerMoments> moments) {
    List<LayerWeights> grown = new ArrayList<>();
    for (int l = 0; l < weights.layers().size(); l++) {
      boolean head = l == spec.layers().size();
      Layer layer = head ? spec.head() : spec.layer(l);
      LayerWeights old = weights.layers().get(l);
      boolean fold = compensate && foldsInto(layer);
      LayerGrowth growth =
          new LayerGrowth(
              old,
              head || theta.get(l).length == 0 ? new double[old.weight().length] : theta.get(l),
              inputs(layer),
              outputs(layer),
              fold ? moments.get(layer.inputs().get(0)).meanZ() : new double[old.inputs()],
              newNeurons,
              l);
      double epsilon = layer.batchNorm().map(Op.BatchNorm::epsilon).orElse(0.0);
      grown.add(growth.grow(head ? null : moments.get(l), epsilon));
    }
    return new Weights(grown);
  }

  /** Whether the mean of a pruned input can be folded into a layer and all its fellow readers. */
  private boolean foldsInto(Layer layer) {
    return layer.producer()
        && layer.inputs().get(0) >= 0
        && spec.foldsConstantsOf(layer.inputs().get(0));
  }

  private ChannelMap outputs(Layer layer) {
    return layer.group() < 0 ? ChannelMap.identity(layer.width()) : maps.get(layer.group());
  }

  /** The map of what a layer's filters read; a depthwise filter and a sum read no other channel. */
  private ChannelMap inputs(Layer layer) {
    if (!layer.producer()) {
      return ChannelMap.identity(layer.filterInputs());
    }
    int input = layer.inputs().get(0);
    int group = input < 0 ? -1 : spec.layer(input).group();
    return group < 0 ? ChannelMap.identity(layer.in().channels()) : maps.get(group);
  }

  /**
   * {@return the optimiser's memory for the grown net: a child takes half of the parent's incoming
   * momentum (Adam: half of the first, a quarter of the second moment), that of gamma, beta and
   * bias included; outgoing memory is copied} New neurons have none.
   *
   * @param state the memory for the scored net
   */
  public OptimiserState grow(OptimiserState state) {
    List<Weights> slots = new ArrayList<>();
    for (int s = 0; s < state.slots().size(); s++) {
      double factor = s == 0 ? 0.5 : 0.25;
      List<LayerWeights> grown = new ArrayList<>();
      List<LayerWeights> old = state.slots().get(s).layers();
      for (int l = 0; l < old.size(); l++) {
        Layer layer = l == spec.layers().size() ? spec.head() : spec.layer(l);
        grown.add(SlotGrowth.of(old.get(l), inputs(layer), outputs(layer), factor));
      }
      slots.add(new Weights(grown));
    }
    return new OptimiserState(slots, state.steps());
  }
}
