package org.morphoscope.ui.graph;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.net.Cuts;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.ui.graph.place.Plan;
import org.morphoscope.ui.graph.place.Planner;
import org.morphoscope.ui.graph.place.Size;
import org.morphoscope.ui.graph.place.Wiring;

/**
 * Lays out a net from left to right, in rows where it is deep. Takes a second the first time: call
 * it elsewhere.
 */
final class GraphLayout {
  /** Room of the view in a window of 1280x800. */
  private static final Size VIEW = new Size(720, 380);

  GraphLayout() {
    Planner.load();
  }

  /**
   * @param newPerGroup places for new neurons in every group's first card
   * @param type size of the type on the cards, 1 in the window
   */
  GraphGeometry layout(NetworkSpec spec, int newPerGroup, double type) {
    Boxes made = new Boxes(spec, newPerGroup, type);
    List<Box> boxes = made.all();
    List<Size> sizes = boxes.stream().map(box -> new Size(box.width(), box.height())).toList();
    Size view = new Size(type * VIEW.width(), type * VIEW.height());
    Plan plan = Planner.plan(new Wiring(sizes, Cuts.edges(spec)), view);
    List<Box> placed = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      placed.add(boxes.get(i).at(plan.nodes().get(i)[0], plan.nodes().get(i)[1]));
    }
    return new GraphGeometry(
        spec,
        newPerGroup,
        type,
        placed,
        plan.edges(),
        plan.blocks().stream().map(area -> area.named(made.block(area))).toList(),
        plan.rows().stream().map(area -> area.named(made.row(area))).toList(),
        plan.width(),
        plan.height());
  }
}
