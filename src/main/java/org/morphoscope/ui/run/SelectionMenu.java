package org.morphoscope.ui.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.control.MenuItem;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.ui.model.WhatIf;

/** What can be done about the selected candidates, as lines of the menu behind a right click. */
public final class SelectionMenu {
  private final WindowActions actions;
  private final BooleanSupplier deciding;

  /**
   * @param actions do it
   * @param deciding whether a decision is open, so that marks mean something
   */
  public SelectionMenu(WindowActions actions, BooleanSupplier deciding) {
    this.actions = actions;
    this.deciding = deciding;
  }

  /** {@return fresh lines: approve, veto, defer, why and what it sees} */
  public List<MenuItem> marks() {
    return List.of(
        mark("Approve: into the set (A)", Feather.CHECK, WhatIf.Mark.APPROVED),
        mark("Veto: not this one (V)", Feather.X, WhatIf.Mark.VETOED),
        mark("Defer: not in this round (D)", Feather.CLOCK, WhatIf.Mark.DEFERRED),
        item("menu-why", "Why this score? (W)", Feather.HELP_CIRCLE, actions::explain),
        item("menu-sees", "What it sees (Ctrl+I)", Feather.EYE, actions::showChannel));
  }

  /** {@return the same and a line that locks the layer, or unlocks it} */
  public List<MenuItem> all() {
    List<MenuItem> lines = new ArrayList<>(marks());
    lines.add(lock());
    return lines;
  }

  private MenuItem lock() {
    return item(
        "menu-lock-layer", "Lock or unlock its layer (L)", Feather.LOCK, actions::toggleLock);
  }

  private MenuItem mark(String text, Feather icon, WhatIf.Mark mark) {
    String id =
        switch (mark) {
          case APPROVED -> "menu-approve";
          case VETOED -> "menu-veto";
          case DEFERRED -> "menu-defer";
        };
    MenuItem item = item(id, text, icon, () -> actions.mark(mark));
    item.setDisable(!deciding.getAsBoolean());
    return item;
  }

  private static MenuItem item(String id, String text, Feather icon, Runnable action) {
    MenuItem item = new MenuItem(text, new FontIcon(icon));
    item.setId(id);
    item.setMnemonicParsing(false);
    item.setOnAction(e -> action.run());
    return item;
  }
}
