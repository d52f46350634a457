package org.morphoscope.ui.graph;

import java.util.List;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.graph.place.Area;

/**
 * The laid-out graph in world coordinates.
 *
 * @param spec the net
 * @param newPerGroup places for new neurons of every group
 * @param type size of the type on the cards, 1 in the window
 * @param boxes cards: input, layers, head
 * @param edges polylines as x0, y0, x1, y1, ...
 * @param blocks cards that belong together, with a name
 * @param rows cards that stand beside each other, with a name
 * @param width of everything
 * @param height of everything
 */
record GraphGeometry(
    NetworkSpec spec,
    int newPerGroup,
    double type,
    List<Box> boxes,
    List<double[]> edges,
    List<Area> blocks,
    List<Area> rows,
    double width,
    double height) {
  GraphGeometry {
    boxes = List.copyOf(boxes);
    edges = List.copyOf(edges);
    blocks = List.copyOf(blocks);
    rows = List.copyOf(rows);
  }

  /** The card of a layer. */
  Box box(int layer) {
    return boxes.get(layer + 1);
  }

  /** The card of a group's first producer, which has all its cells. */
  Box boxOfGroup(int group) {
    return box(spec.group(group).first());
  }

  /** Whether it is the picture of this net with these places for new neurons. */
  boolean fits(NetworkSpec other, int newOfOther, double typeOfOther) {
    return newPerGroup == newOfOther && type == typeOfOther && spec.equals(other);
  }

  /** Channel under the point, or null. */
  UnitId channelAt(double x, double y) {
    for (Box box : boxes) {
      if (box.contains(x, y)) {
        return box.channelAt(x, y);
      }
    }
    return null;
  }

  /** Whether there is a card that shows this channel. */
  boolean holds(UnitId unit) {
    return unit.group() >= 0
        && unit.group() < spec.groups().size()
        && unit.channel() < boxOfGroup(unit.group()).cells();
  }
}
