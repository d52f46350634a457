package org.morphoscope.ui.graph;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.text.ShortNames;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.graph.place.Area;
import org.morphoscope.ui.kit.Formats;

/** What stands on the cards: the input, every layer, the head. */
final class Boxes {
  private final NetworkSpec spec;
  private final int newPerGroup;
  private final double type;
  private final int[] ties;

  /**
   * @param type size of the type, 1 in the window
   */
  Boxes(NetworkSpec spec, int newPerGroup, double type) {
    this.spec = spec;
    this.newPerGroup = newPerGroup;
    this.type = type;
    this.ties = ties(spec);
  }

  /** A number for every group of several layers, -1 for the others. */
  private static int[] ties(NetworkSpec spec) {
    int[] ties = new int[spec.groups().size()];
    int next = 0;
    for (WidthGroup group : spec.groups()) {
      ties[group.index()] = group.single() ? -1 : next++;
    }
    return ties;
  }

  /** What comes in: pictures, or rows of a table, which are pictures of one pixel. */
  private List<String> input() {
    int channels = spec.input().channels();
    String size = spec.input().height() + "\u00d7" + spec.input().width();
    if (size.equals("1\u00d71")) {
      return List.of("rows of", Formats.plural(channels, "number"));
    }
    return List.of(channels == 3 ? "RGB" : Formats.plural(channels, "channel"), size);
  }

  /** The cards at the origin: input, layers in order, head. */
  List<Box> all() {
    List<Box> boxes = new ArrayList<>();
    boxes.add(Box.small(-1, -1, "input", input(), type));
    spec.layers().forEach(layer -> boxes.add(box(layer)));
    String classes = Formats.count(spec.classes()) + (spec.classes() == 1 ? " class" : " classes");
    boxes.add(
        Box.small(
            spec.layers().size(),
            -1,
            "head",
            List.of(classes, Formats.count(spec.head().parameters()) + " par."),
            type));
    return boxes;
  }

  private Box box(Layer layer) {
    int tie = layer.group() < 0 ? -1 : ties[layer.group()];
    if (layer.kind() == Layer.Kind.SUM) {
      return Box.sum(layer.index(), tie, layer.id());
    }
    List<String> notes = notes(layer);
    if (!layer.producer() || layer.group() < 0) {
      return Box.small(layer.index(), tie, layer.id(), notes, type);
    }
    boolean first = spec.group(layer.group()).first() == layer.index();
    return Box.card(
        layer.index(),
        layer.group(),
        tie,
        layer.id(),
        notes,
        type,
        layer.width(),
        first ? newPerGroup : 0);
  }

  private static List<String> notes(Layer layer) {
    List<String> notes = new ArrayList<>();
    String filter = Texts.of("%d\u00d7%d", layer.kernel(), layer.kernel());
    switch (layer.kind()) {
      case DEPTHWISE -> notes.add(layer.stride() > 1 ? filter + ", /" + layer.stride() : filter);
      case DENSE -> notes.add("dense");
      default -> notes.add(Texts.of("%s, stride %d", filter, layer.stride()));
    }
    notes.add(Formats.count(layer.parameters()) + " par.");
    if (layer.activation().curved()) {
      notes.add(layer.activation().label());
    }
    layer
        .pool()
        .ifPresent(
            pool ->
                notes.add(
                    Texts.of(
                        "%s %d\u00d7%d",
                        pool.kind() == Op.Pool.Kind.MAX ? "max" : "mean",
                        pool.window(),
                        pool.window())));
    if (layer.globalPool()) {
      notes.add("global mean");
    }
    if (layer.dropout() > 0) {
      notes.add("dropout " + layer.dropout());
    }
    return notes;
  }

  /** Name of a block: what the names of its layers begin with, else the first and the last. */
  String block(Area area) {
    List<String> ids = layers(area).stream().map(Layer::id).toList();
    return ShortNames.common(ids).orElseGet(() -> ends(area));
  }

  /** Name of a row: its first and last layer, and the size of their images. */
  String row(Area area) {
    List<Layer> layers = layers(area);
    if (layers.isEmpty()) {
      return "";
    }
    String from = side(layers.get(0));
    String to = side(layers.get(layers.size() - 1));
    return ends(area) + " \u00b7 " + (from.equals(to) ? from : from + " \u2192 " + to);
  }

  private static String side(Layer layer) {
    return layer.mid().height() + "\u00d7" + layer.mid().width();
  }

  private String ends(Area area) {
    List<Layer> layers = layers(area).stream().filter(Layer::producer).toList();
    if (layers.isEmpty()) {
      return "";
    }
    String first = layers.get(0).id();
    String last = layers.get(layers.size() - 1).id();
    return first.equals(last) ? first : first + " \u2013 " + last;
  }

  /**
   * Layers of an area; the number before the first layer is the input's, behind the last the
   * head's.
   */
  private List<Layer> layers(Area area) {
    int last = Math.min(spec.layers().size(), area.last());
    return spec.layers().subList(Math.max(0, area.first() - 1), Math.max(0, last));
  }
}
