package org.morphoscope.ui.graph;

import java.util.Set;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import org.morphoscope.history.Lineage;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.graph.hover.HoverCard;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.model.RunSnapshot;

/** The channel under the pointer, its kin, and the card that tells about it. */
final class GraphPointer {
  private final HoverCard card;
  private UnitId hovered;
  private Set<UnitId> kin = Set.of();
  private Lineage lineage = Lineage.NONE;

  GraphPointer(Fonts fonts) {
    card = new HoverCard(fonts);
  }

  HoverCard card() {
    return card;
  }

  /** Channel under the pointer, or null. */
  UnitId hovered() {
    return hovered;
  }

  /** Channels that stem from the same one as the channel under the pointer. */
  Set<UnitId> kin() {
    return kin;
  }

  void setLineage(Lineage known) {
    lineage = known;
  }

  /**
   * The pointer is at this channel now.
   *
   * @param unit the channel, or null when there is none under it
   * @return whether it was at another one before
   */
  boolean at(UnitId unit, RunSnapshot moment, Palette palette, MouseEvent event, Pane viewport) {
    boolean other = unit == null ? hovered != null : !unit.equals(hovered);
    if (unit == null) {
      return leave();
    }
    if (other) {
      kin = kinOf(unit, moment);
    }
    hovered = unit;
    card.show(
        moment,
        lineage,
        palette,
        unit,
        event.getX(),
        event.getY(),
        viewport.getWidth(),
        viewport.getHeight());
    return other;
  }

  /** The others of its line; a channel that never split has none. */
  private Set<UnitId> kinOf(UnitId unit, RunSnapshot moment) {
    Set<UnitId> all = lineage.kin(moment.architecture(), unit);
    return all.size() < 2 ? Set.of() : all;
  }

  /** The pointer is at no channel; says whether it was at one before. */
  boolean leave() {
    boolean before = hovered != null;
    kin = Set.of();
    hovered = null;
    card.setVisible(false);
    return before;
  }
}
