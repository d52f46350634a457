package org.morphoscope.ui.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.ChannelInfo;

/** The movement of cells from one net to the next: newborn channels grow out of their parents. */
final class Growth {
  static final double SECONDS = 0.25;

  private record Place(double x, double y) {}

  /** A channel as a layer shows it: tied layers show the same one. */
  private record Cell(int layer, int channelId) {}

  private final Map<Cell, Place> before = new HashMap<>();
  private final long start;

  /**
   * @param old where the cells were
   * @param channels whose cells they were
   * @param start time of the first frame in nanoseconds
   */
  Growth(GraphGeometry old, Architecture channels, long start) {
    this.start = start;
    for (Box box : old.boxes()) {
      if (box.group() < 0) {
        continue;
      }
      List<ChannelInfo> infos = channels.channels().get(box.group());
      for (int c = 0; c < infos.size(); c++) {
        before.put(new Cell(box.layer(), infos.get(c).id()), new Place(box.cellX(c), box.cellY(c)));
      }
    }
  }

  /** 0 to 1, slowing down at the end. */
  double progress(long now) {
    double t = Math.min(1, (now - start) / (SECONDS * 1e9));
    return 1 - (1 - t) * (1 - t) * (1 - t);
  }

  /** Where a cell comes from: its own place, else its parent's; {@code fallback} when unknown. */
  double fromX(Box box, ChannelInfo channel, double fallback) {
    Place place = place(box, channel);
    return place == null ? fallback : place.x();
  }

  double fromY(Box box, ChannelInfo channel, double fallback) {
    Place place = place(box, channel);
    return place == null ? fallback : place.y();
  }

  boolean newborn(Box box, ChannelInfo channel) {
    return !before.containsKey(new Cell(box.layer(), channel.id()));
  }

  private Place place(Box box, ChannelInfo channel) {
    Place own = before.get(new Cell(box.layer(), channel.id()));
    return own == null ? before.get(new Cell(box.layer(), channel.parent())) : own;
  }
}
