package org.morphoscope.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds which layers share their number of channels. */
final class WidthGroups {
  private static final int IMAGES = 0;

  /** Union-find over the images (0) and the layers (1 + index). */
  private final int[] parent;

  private WidthGroups(int layers) {
    parent = new int[layers + 1];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
  }

  /**
   * @param layers without the head
   * @param head the dense head
   */
  static List<WidthGroup> of(List<Layer> layers, Layer head) {
    WidthGroups ties = new WidthGroups(layers.size());
    for (Layer layer : layers) {
      if (!layer.producer()) {
        layer.inputs().forEach(input -> ties.tie(layer.index() + 1, input + 1));
      }
    }
    TreeSet<Integer> sites = new TreeSet<>(head.inputs());
    layers.stream().filter(Layer::producer).forEach(layer -> sites.addAll(layer.inputs()));
    Map<Integer, List<Layer>> members = new LinkedHashMap<>();
    for (Layer layer : layers) {
      int root = ties.root(layer.index() + 1);
      if (root != ties.root(IMAGES)) {
        members.computeIfAbsent(root, r -> new ArrayList<>()).add(layer);
      }
    }
    List<WidthGroup> groups = new ArrayList<>();
    for (List<Layer> tied : members.values()) {
      groups.add(
          new WidthGroup(
              groups.size(),
              tied.get(0).width(),
              tied.stream().filter(Layer::producer).map(Layer::index).toList(),
              tied.stream().map(Layer::index).toList(),
              tied.stream().map(Layer::index).filter(sites::contains).toList()));
    }
    return List.copyOf(groups);
  }

  private void tie(int a, int b) {
    int first = Math.min(root(a), root(b));
    parent[root(a)] = first;
    parent[root(b)] = first;
  }

  private int root(int i) {
    int root = i;
    while (parent[root] != root) {
      root = parent[root];
    }
    return root;
  }
}
