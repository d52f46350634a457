package org.morphoscope.ui.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.growth.Architecture;
import org.morphoscope.growth.ChannelInfo;

/** The movement of cells from one net to the next: newborn channels grow out of their parents. */
final class Growth {
  static final double SECONDS = 0.25;

  private record Place(double x, double y) {}

  private final Map<Integer, Place> before = new HashMap<>();
  private final long start;

  /**
   * @param old where the cells were
   * @param channels whose cells they were
   * @param start time of the first frame in nanoseconds
   */
  Growth(GraphGeometry old, Architecture channels, long start) {
    this.start = start;
    for (int layer = 0; layer < channels.channels().size(); layer++) {
      List<ChannelInfo> infos = channels.channels().get(layer);
      Box box = old.box(layer);
      for (int c = 0; c < infos.size(); c++) {
        before.put(infos.get(c).id(), new Place(box.cellX(c), box.cellY(c)));
      }
    }
  }

  /** 0 to 1, slowing down at the end. */
  double progress(long now) {
    double t = Math.min(1, (now - start) / (SECONDS * 1e9));
    return 1 - (1 - t) * (1 - t) * (1 - t);
  }

  /** Where a cell comes from: its own place, else its parent's; {@code fallback} when unknown. */
  double fromX(ChannelInfo channel, double fallback) {
    Place place = place(channel);
    return place == null ? fallback : place.x();
  }

  double fromY(ChannelInfo channel, double fallback) {
    Place place = place(channel);
    return place == null ? fallback : place.y();
  }

  boolean newborn(ChannelInfo channel) {
    return !before.containsKey(channel.id());
  }

  private Place place(ChannelInfo channel) {
    Place own = before.get(channel.id());
    return own == null ? before.get(channel.parent()) : own;
  }
}
