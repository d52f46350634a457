package org.morphoscope.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.OptimiserState;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.GrowthEngine.NamedArray;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.text.Texts;

/**
 * Weights and optimiser memory as named arrays: {@code W0 gamma0 beta0 mean0 var0} (or {@code b0})
 * per layer, {@code Wh bh} for the head, and the same trainable names behind {@code slot0.} and
 * {@code slot1.} for the optimiser. Filters are {@code [O, I, k, k]}, a dense head's {@code [K,
 * F]}, everything else one number per channel. Arrays that a layer does not have are not there.
 *
 * <p>The names are part of the format of checkpoints: old ones must stay readable.
 */
public final class Snapshots {
  private Snapshots() {}

  /** Copies nothing: the snapshot shares the arrays it is given. */
  static Snapshot of(NetworkSpec spec, Weights weights, OptimiserState optimiser) {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    put(arrays, "", weights, true);
    for (int s = 0; s < optimiser.slots().size(); s++) {
      put(arrays, "slot" + s + ".", optimiser.slots().get(s), false);
    }
    return new Snapshot(spec, arrays, optimiser.steps());
  }

  /**
   * {@return the weights of a snapshot}
   *
   * @param snapshot of this program or one with its names
   * @throws IllegalArgumentException when an array is missing or has another length
   */
  public static Weights weights(Snapshot snapshot) {
    return read(snapshot, "", true);
  }

  /**
   * The optimiser's memory.
   *
   * @param slots 1 for SGD (velocity), 2 for Adam (m and v)
   * @throws IllegalArgumentException when an array is missing or has another length
   */
  static OptimiserState optimiser(Snapshot snapshot, int slots) {
    List<Weights> read = new ArrayList<>();
    for (int s = 0; s < slots; s++) {
      read.add(read(snapshot, "slot" + s + ".", false));
    }
    return new OptimiserState(read, snapshot.steps());
  }

  /**
   * Adds a net's numbers, or a slot's.
   *
   * @param running whether running statistics too: an optimiser remembers nothing about them
   */
  private static void put(
      Map<String, NamedArray> arrays, String prefix, Weights weights, boolean running) {
    int depth = weights.layers().size() - 1;
    for (int l = 0; l <= depth; l++) {
      LayerWeights layer = weights.layers().get(l);
      String suffix = l == depth ? "h" : Integer.toString(l);
      int k = layer.kernel();
      // a head behind a global pooling or one position is a matrix in every other program
      int[] filters =
          l == depth && k == 1
              ? new int[] {layer.outputs(), layer.inputs()}
              : new int[] {layer.outputs(), layer.inputs(), k, k};
      if (layer.weight().length > 0) {
        arrays.put(prefix + "W" + suffix, new NamedArray(filters, layer.weight()));
      }
      vector(arrays, prefix + "gamma" + suffix, layer.gamma());
      vector(arrays, prefix + "beta" + suffix, layer.beta());
      if (running) {
        vector(arrays, prefix + "mean" + suffix, layer.mean());
        vector(arrays, prefix + "var" + suffix, layer.variance());
      }
      vector(arrays, prefix + "b" + suffix, layer.bias());
    }
  }

  /** Adds one number per channel, where the layer has it. */
  private static void vector(Map<String, NamedArray> arrays, String name, double[] values) {
    if (values.length > 0) {
      arrays.put(name, new NamedArray(new int[] {values.length}, values));
    }
  }

  /** A net's numbers, or a slot's, in the shapes that the snapshot's own net asks for. */
  private static Weights read(Snapshot snapshot, String prefix, boolean running) {
    List<LayerWeights> layers = new ArrayList<>();
    for (Layer layer : snapshot.spec().layers()) {
      layers.add(layer(snapshot, prefix, layer, Integer.toString(layer.index()), running));
    }
    layers.add(layer(snapshot, prefix, snapshot.spec().head(), "h", running));
    return new Weights(layers);
  }

  /** One layer; running statistics of a slot are zeros. */
  private static LayerWeights layer(
      Snapshot snapshot, String prefix, Layer layer, String suffix, boolean running) {
    int width = layer.width();
    int vector = layer.batchNorm().isPresent() ? width : 0;
    return new LayerWeights(
        width,
        layer.filterInputs(),
        layer.kernel(),
        array(snapshot, prefix + "W" + suffix, width * layer.fanIn()),
        array(snapshot, prefix + "gamma" + suffix, vector),
        array(snapshot, prefix + "beta" + suffix, vector),
        running ? array(snapshot, prefix + "mean" + suffix, vector) : new double[vector],
        running ? array(snapshot, prefix + "var" + suffix, vector) : new double[vector],
        array(snapshot, prefix + "b" + suffix, layer.bias() ? width : 0));
  }

  /** The array of that name, or none where none is asked for. */
  private static double[] array(Snapshot snapshot, String name, int length) {
    if (length == 0) {
      return new double[0];
    }
    NamedArray array = snapshot.arrays().get(name);
    if (array == null || array.values().length != length) {
      throw new IllegalArgumentException(
          Texts.of(
              "checkpoint array '%s': expected %d numbers, found %s",
              name, length, array == null ? "none" : array.values().length));
    }
    return array.values();
  }
}
