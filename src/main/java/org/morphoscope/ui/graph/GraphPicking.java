package org.morphoscope.ui.graph;

import java.util.Optional;
import java.util.Set;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.SelectionState;

/** What the pointer does with the channel below it: explains, selects, opens the menu. */
final class GraphPicking {
  private final ShownNet net;
  private final CameraFollower eye;
  private final GraphColours colours;
  private final SelectionState selection;
  private final GraphPointer pointer;
  private final LayerMenu menu;
  private final Pane viewport;
  private final Runnable changed;

  /**
   * @param viewport that the events come from
   * @param changed called when the picture is to be painted anew
   */
  GraphPicking(
      ShownNet net,
      CameraFollower eye,
      GraphColours colours,
      SelectionState selection,
      GraphPointer pointer,
      LayerMenu menu,
      Pane viewport,
      Runnable changed) {
    this.net = net;
    this.eye = eye;
    this.colours = colours;
    this.selection = selection;
    this.pointer = pointer;
    this.menu = menu;
    this.viewport = viewport;
    this.changed = changed;
  }

  void hover(MouseEvent event) {
    UnitId unit = eye.unitAt(event.getX(), event.getY());
    selection.point(Optional.ofNullable(unit));
    if (pointer.at(unit, net.moment(), colours.palette(), event, viewport)) {
      changed.run();
    }
  }

  void leave() {
    selection.point(Optional.empty());
    if (pointer.leave()) {
      changed.run();
    }
  }

  void click(MouseEvent event) {
    if (net.geometry() == null || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    UnitId unit = eye.unitAt(event.getX(), event.getY());
    if (unit == null) {
      selection.clear();
      return;
    }
    if (event.isShortcutDown() || event.isShiftDown()) {
      selection.toggle(candidate(unit));
    } else {
      selection.select(Set.of(candidate(unit)));
    }
  }

  void openMenu(ContextMenuEvent event) {
    UnitId unit = net.geometry() == null ? null : eye.unitAt(event.getX(), event.getY());
    if (unit != null && !selection.selected().contains(candidate(unit))) {
      selection.select(Set.of(candidate(unit)));
    }
    menu.open(net.geometry(), eye.camera(), net.moment(), unit != null, event);
  }

  /** The candidate that a cell stands for: of the morphism that cells are coloured by. */
  private CandidateKey candidate(UnitId unit) {
    MorphKind kind = colours.quantityProperty().get().kind();
    return new CandidateKey(net.moment().isNew(unit) ? MorphKind.NEW_NEURON : kind, unit);
  }
}
