package org.morphoscope.ui.graph;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.ui.kit.PictureMenu;
import org.morphoscope.ui.model.RunSnapshot;

/**
 * The menu of the graph: what can be done about the channel under the pointer, lock or unlock its
 * layer, export the picture.
 */
final class LayerMenu {
  private final ContextMenu menu = new ContextMenu();
  private final MenuItem lock = new MenuItem();
  private IntConsumer toggled = group -> {};
  private Runnable export = () -> {};
  private Supplier<List<MenuItem>> marks = List::of;
  private boolean exports;
  private int group;

  LayerMenu() {
    lock.setId("menu-lock");
    lock.setOnAction(e -> toggled.accept(group));
  }

  /** Offers the picture for export. */
  void setOnExport(Runnable listener) {
    export = listener;
    exports = true;
  }

  void setOnToggled(IntConsumer listener) {
    toggled = listener;
  }

  /** Offers lines about the candidates that are selected. */
  void setMarks(Supplier<List<MenuItem>> lines) {
    marks = lines;
  }

  /**
   * Opens for the place under the pointer; nothing opens when there is nothing to offer.
   *
   * @param cell whether a channel is there, which is selected
   */
  void open(
      GraphGeometry geometry,
      Camera camera,
      RunSnapshot moment,
      boolean cell,
      ContextMenuEvent event) {
    menu.hide();
    int found =
        geometry == null
            ? -1
            : groupAt(geometry, camera.worldX(event.getX()), camera.worldY(event.getY()));
    menu.getItems().clear();
    if (cell) {
      menu.getItems().addAll(marks.get());
    }
    if (found >= 0) {
      group = found;
      boolean locked = moment.locked().contains(group);
      lock.setText((locked ? "Unlock " : "Lock ") + moment.groupName(group) + " (L)");
      lock.setGraphic(new FontIcon(locked ? Feather.UNLOCK : Feather.LOCK));
      menu.getItems().add(lock);
    }
    if (exports) {
      menu.getItems().add(PictureMenu.item(export));
    }
    if (menu.getItems().isEmpty()) {
      return;
    }
    menu.show((javafx.scene.Node) event.getSource(), event.getScreenX(), event.getScreenY());
    event.consume();
  }

  /** Width group of the card at a place of the world, -1 when there is none. */
  static int groupAt(GraphGeometry geometry, double x, double y) {
    for (Box box : geometry.boxes()) {
      boolean layer = box.layer() >= 0 && box.layer() < geometry.spec().layers().size();
      if (layer && box.contains(x, y)) {
        return geometry.spec().layer(box.layer()).group();
      }
    }
    return -1;
  }
}
