package org.morphoscope.ui.graph;

import javafx.beans.property.ObjectProperty;
import org.morphoscope.ui.model.Quantity;
import org.morphoscope.ui.model.RunSnapshot;

/** What is said about the picture: its header above and its legend below. */
final class GraphCaptions {
  private final GraphHeader header;
  private final Legend legend = new Legend();

  /**
   * @param quantity chosen in the header
   * @param fit asked for in the header
   */
  GraphCaptions(ObjectProperty<Quantity> quantity, Runnable fit) {
    header = new GraphHeader(quantity, fit);
  }

  GraphHeader header() {
    return header;
  }

  Legend legend() {
    return legend;
  }

  /** One of two nets beside each other: signs mean something else, and no file colours it. */
  void compares() {
    legend.setSigns(false);
    header.offerNoFile();
  }

  /** There is no net. */
  void clear() {
    header.show("Network", "");
    legend.clear();
  }

  /** The net of this name is not there yet. */
  void layingOut(String name) {
    header.show("Network " + name, "being laid out");
  }

  /** Tells about a moment as it is coloured. */
  void show(RunSnapshot moment, GraphColours colours) {
    boolean aged = colours.quantityProperty().get() == Quantity.AGE;
    legend.show(
        colours.heat(),
        colours.scale(),
        colours.palette(),
        moment.stale() && !aged,
        moment.newPerGroup() > 0);
    header.show("Network " + moment.architecture().spec().name(), GraphNote.of(moment));
  }
}
