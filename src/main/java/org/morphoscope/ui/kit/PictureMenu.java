package org.morphoscope.ui.kit;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The menu behind the right mouse button of a view that can be exported. */
public final class PictureMenu {
  private PictureMenu() {}

  /**
   * Gives a view a menu of its own.
   *
   * @param view gets the menu
   * @param export opens the export of this picture
   */
  public static void install(Node view, Runnable export) {
    ContextMenu menu = new ContextMenu(item(export));
    view.setOnContextMenuRequested(
        event -> {
          menu.hide();
          menu.show(view, event.getScreenX(), event.getScreenY());
          event.consume();
        });
  }

  /**
   * {@return the line of the menu, for a view whose menu says more}
   *
   * @param export opens the export of this picture
   */
  public static MenuItem item(Runnable export) {
    MenuItem item =
        new MenuItem("Export this picture\u2026 (Ctrl+E)", new FontIcon(Feather.DOWNLOAD));
    item.setId("menu-export-picture");
    item.setMnemonicParsing(false);
    item.setOnAction(e -> export.run());
    return item;
  }
}
