package org.morphoscope.ui.run;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.ui.look.Scaling;
import org.morphoscope.ui.look.ThemeChoice;

/** Every command of the window behind one button. */
public final class AppMenu extends MenuButton {
  private final CheckMenuItem reduceMotion = new CheckMenuItem("Reduce motion");
  private final CheckMenuItem stage = new CheckMenuItem("Stage mode (F5)");
  private final Map<ThemeChoice, RadioMenuItem> themes = new EnumMap<>(ThemeChoice.class);
  private final Map<Integer, RadioMenuItem> sizes = new TreeMap<>();

  public AppMenu(RunActions runs, MenuActions habits) {
    super(null, new FontIcon(Feather.MENU));
    setId("menu");
    getStyleClass().addAll("button-icon", "flat", "no-arrow");
    setAccessibleText("Menu");
    setTooltip(new Tooltip("Every command"));
    Menu recent = new Menu("Open recent");
    recent.setId("menu-recent");
    setOnShowing(e -> fill(recent, habits));
    getItems()
        .setAll(
            item("New run\u2026 (Ctrl+N)", "menu-new", runs::newRun),
            item("Grow on generated images", "menu-generated", runs::growGenerated),
            new SeparatorMenuItem(),
            item("Open data\u2026 (Ctrl+O)", "menu-open-data", runs::openData),
            item("Open run\u2026 (Ctrl+R)", "menu-open-run", runs::openRun),
            recent,
            item("Open the recorded sample", "menu-sample", runs::openSample),
            new SeparatorMenuItem(),
            item("Export\u2026 (Ctrl+E)", "menu-export", runs::export),
            item("Decision log (Ctrl+L)", "menu-log", runs::showLog),
            item("Calibrate\u2026 (Ctrl+K)", "menu-calibrate", runs::calibrate),
            item("Find a layer or channel\u2026 (Ctrl+F)", "menu-search", habits::search),
            new SeparatorMenuItem(),
            view(habits),
            help(habits));
  }

  private static void fill(Menu recent, MenuActions habits) {
    List<Path> runs = habits.recentRuns();
    recent.getItems().clear();
    for (Path run : runs) {
      MenuItem item = new MenuItem(name(run));
      item.setMnemonicParsing(false);
      item.setOnAction(e -> habits.openRecent(run));
      recent.getItems().add(item);
    }
    recent.setDisable(runs.isEmpty());
  }

  private static String name(Path run) {
    Path parent = run.getParent();
    return parent == null || parent.getFileName() == null
        ? run.toString()
        : run.getFileName() + "   in " + parent;
  }

  private Menu view(MenuActions habits) {
    ToggleGroup theme = new ToggleGroup();
    for (ThemeChoice choice : ThemeChoice.values()) {
      RadioMenuItem item = new RadioMenuItem(choice.title());
      item.setId("menu-theme-" + choice.name().toLowerCase(Locale.ROOT));
      item.setToggleGroup(theme);
      item.setOnAction(e -> habits.chooseTheme(choice));
      themes.put(choice, item);
    }
    ToggleGroup size = new ToggleGroup();
    for (int percent : Scaling.STEPS) {
      RadioMenuItem item = new RadioMenuItem(percent + " %");
      item.setId("menu-size-" + percent);
      item.setToggleGroup(size);
      item.setOnAction(e -> habits.scale(percent));
      sizes.put(percent, item);
    }
    Menu themeMenu = new Menu("Theme");
    themeMenu.getItems().setAll(themes.values());
    Menu sizeMenu = new Menu("Size (Ctrl + +, Ctrl + \u2212)");
    sizeMenu.getItems().setAll(sizes.values());
    stage.setId("menu-stage");
    stage.setOnAction(e -> habits.toggleStage());
    reduceMotion.setId("menu-reduce-motion");
    reduceMotion.setOnAction(e -> habits.setReduceMotion(reduceMotion.isSelected()));
    Menu view = new Menu("View");
    view.setId("menu-view");
    view.getItems().setAll(themeMenu, sizeMenu, stage, reduceMotion);
    return view;
  }

  private static Menu help(MenuActions habits) {
    Menu help = new Menu("Help");
    help.setId("menu-help");
    help.getItems()
        .setAll(
            item("Guided tour (F1)", "menu-tour", habits::startTour),
            item("Keyboard and mouse (?)", "menu-keys", habits::showHelp),
            item("About Morphoscope", "menu-about", habits::showAbout));
    return help;
  }

  private static MenuItem item(String text, String id, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setId(id);
    item.setMnemonicParsing(false);
    item.setOnAction(e -> action.run());
    return item;
  }

  /** Shows what is set. */
  public void show(ThemeChoice theme, int percent, boolean presenting) {
    themes.get(theme).setSelected(true);
    sizes.forEach((size, item) -> item.setSelected(size == percent));
    stage.setSelected(presenting);
  }

  public void setReduceMotion(boolean reduce) {
    reduceMotion.setSelected(reduce);
  }
}
