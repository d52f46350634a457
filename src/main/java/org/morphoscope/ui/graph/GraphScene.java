package org.morphoscope.ui.graph;

import java.util.Set;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.model.Heat;
import org.morphoscope.ui.model.RunSnapshot;

/**
 * Everything one frame shows.
 *
 * @param geometry where
 * @param moment what
 * @param heat coloured by
 * @param scale in these colours
 * @param palette on this ground
 * @param selected channels with a selected candidate
 * @param hovered channel under the pointer, or null
 * @param kin channels that stem from the same channel as the hovered one
 * @param growth movement of the cells, or null when they rest
 * @param pulse ring around a place that was asked for, or null
 * @param now time of the frame in nanoseconds
 */
record GraphScene(
    GraphGeometry geometry,
    RunSnapshot moment,
    Heat heat,
    ColourScale scale,
    Palette palette,
    Set<UnitId> selected,
    UnitId hovered,
    Set<UnitId> kin,
    Growth growth,
    Pulse pulse,
    long now) {

  /** The net on show at this moment; null when there is none. */
  static GraphScene of(
      ShownNet net,
      GraphColours colours,
      Set<UnitId> selected,
      GraphPointer pointer,
      Growth growth,
      Pulse pulse,
      long now) {
    return net.moment() == null
        ? null
        : new GraphScene(
            net.geometry(),
            net.moment(),
            colours.heat(),
            colours.scale(),
            colours.palette(),
            selected,
            pointer.hovered(),
            pointer.kin(),
            growth,
            pulse,
            now);
  }
}
