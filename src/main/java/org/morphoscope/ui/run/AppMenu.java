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

  /** A menu without commands until {@link #setActions}. */
  public AppMenu() {
    super(null, new FontIcon(Feather.MENU));
    setId("menu");
    getStyleClass().addAll("button-icon", "flat", "no-arrow");
    setAccessibleText("Menu");
    setTooltip(new Tooltip("Every command"));
    ToggleGroup theme = new ToggleGroup();
    for (ThemeChoice choice : ThemeChoice.values()) {
      RadioMenuItem item = new RadioMenuItem(choice.title());
      item.setId("menu-theme-" + choice.name().toLowerCase(Locale.ROOT));
      item.setToggleGroup(theme);
      themes.put(choice, item);
    }
    ToggleGroup size = new ToggleGroup();
    for (int percent : Scaling.STEPS) {
      RadioMenuItem item = new RadioMenuItem(percent + " %");
      item.setId("menu-size-" + percent);
      item.setToggleGroup(size);
      sizes.put(percent, item);
    }
  }

  /**
   * Fills the menu; its commands call these.
   *
   * @param actions of the window
   */
  public void setActions(WindowActions actions) {
    Menu recent = new Menu("Open recent");
    recent.setId("menu-recent");
    setOnShowing(e -> fill(recent, actions));
    getItems()
        .setAll(
            item("New run\u2026 (Ctrl+N)", "menu-new", actions::newRun),
            item("Grow on generated images", "menu-generated", actions::growGenerated),
            new SeparatorMenuItem(),
            item("Open data\u2026 (Ctrl+O)", "menu-open-data", actions::openData),
            item("Open run\u2026 (Ctrl+R)", "menu-open-run", actions::openRun),
            recent,
            item("Open the recorded sample", "menu-sample", actions::openSample),
            item("Go on with this run", "menu-resume", actions::resume),
            item("Connect to a server\u2026", "menu-connect", actions::connect),
            new SeparatorMenuItem(),
            item("Export\u2026 (Ctrl+E)", "menu-export", actions::export),
            item("Decision log (Ctrl+L)", "menu-log", actions::showLog),
            item("Decision view\u2026 (P)", "menu-plane", actions::showPlane),
            item("Training curve\u2026 (Ctrl+U)", "menu-curve", actions::showCurve),
            item("How a channel grew, slowly (G)", "menu-film", actions::showFilm),
            item("Confusion matrix\u2026 (Ctrl+M)", "menu-confusion", actions::confusion),
            item("What a channel sees\u2026 (Ctrl+I)", "menu-channel", actions::showChannel),
            item("Notes\u2026 (N)", "menu-notes", actions::showNotes),
            item("Mark this moment\u2026 (M)", "menu-mark", actions::markMoment),
            item("Calibrate\u2026 (Ctrl+B)", "menu-calibrate", actions::calibrate),
            item("Find a layer or channel\u2026 (Ctrl+F)", "menu-search", actions::search),
            item("Every command\u2026 (Ctrl+K)", "menu-commands", actions::showCommands),
            new SeparatorMenuItem(),
            view(actions),
            help(actions));
  }

  private static void fill(Menu recent, WindowActions actions) {
    List<Path> runs = actions.recentRuns();
    recent.getItems().clear();
    for (Path run : runs) {
      MenuItem item = new MenuItem(name(run));
      item.setMnemonicParsing(false);
      item.setOnAction(e -> actions.openRecent(run));
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

  private Menu view(WindowActions actions) {
    themes.forEach((choice, item) -> item.setOnAction(e -> actions.chooseTheme(choice)));
    sizes.forEach((percent, item) -> item.setOnAction(e -> actions.scale(percent)));
    Menu themeMenu = new Menu("Theme");
    themeMenu.getItems().setAll(themes.values());
    Menu sizeMenu = new Menu("Size (Ctrl + +, Ctrl + \u2212)");
    sizeMenu.getItems().setAll(sizes.values());
    stage.setId("menu-stage");
    stage.setOnAction(e -> actions.toggleStage());
    reduceMotion.setId("menu-reduce-motion");
    reduceMotion.setOnAction(e -> actions.setReduceMotion(reduceMotion.isSelected()));
    Menu view = new Menu("View");
    view.setId("menu-view");
    view.getItems().setAll(themeMenu, sizeMenu, stage, reduceMotion);
    return view;
  }

  private static Menu help(WindowActions actions) {
    Menu help = new Menu("Help");
    help.setId("menu-help");
    help.getItems()
        .setAll(
            item("Guided tour (F1)", "menu-tour", actions::startTour),
            item("Keyboard and mouse (?)", "menu-keys", actions::showHelp),
            item("About Morphoscope", "menu-about", actions::showAbout));
    return help;
  }

  private static MenuItem item(String text, String id, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setId(id);
    item.setMnemonicParsing(false);
    item.setOnAction(e -> action.run());
    return item;
  }

  /**
   * Shows what is set.
   *
   * @param theme as chosen
   * @param percent size of everything
   * @param presenting whether the stage mode is on
   */
  public void show(ThemeChoice theme, int percent, boolean presenting) {
    themes.get(theme).setSelected(true);
    sizes.forEach((size, item) -> item.setSelected(size == percent));
    stage.setSelected(presenting);
  }

  /**
   * Shows whether motion is reduced.
   *
   * @param reduce whether motion is to be reduced
   */
  public void setReduceMotion(boolean reduce) {
    reduceMotion.setSelected(reduce);
  }
}
