package org.morphoscope.ui.shell.interactor;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.morphoscope.ui.frame.StageLayout;
import org.morphoscope.ui.frame.StageLine;
import org.morphoscope.ui.frame.WorkArea;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.look.Scaling;
import org.morphoscope.ui.look.StageMode;
import org.morphoscope.ui.look.SystemTheme;
import org.morphoscope.ui.look.ThemeChoice;
import org.morphoscope.ui.look.ThemeSwitch;
import org.morphoscope.ui.run.AppMenu;
import org.morphoscope.ui.session.HostEnvironment;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.settings.Preferences;

/** How the window looks: theme, size, stage mode, motion; the menu shows what is set. */
public final class LookInteractor {
  private static final String MOTION = "reduceMotion";
  private static final String SHOWN_THEME = "shownTheme";

  private final AppMenu menu;
  private final GraphView graph;
  private final WorkArea area;
  private final Preferences preferences;
  private final Stage stage;
  private final Region root;
  private final List<Consumer<Theme>> themed;
  private final Scaling scaling;
  private final StageMode stageMode;
  private final ThemeSwitch themes;

  /**
   * Takes over the look of last time.
   *
   * @param menu shows what is set
   * @param graph the network
   * @param area where the views lie
   * @param stage of the window
   * @param scene takes the style
   * @param themed views that draw by themselves and are told the theme
   * @param missable what is not shown in the stage mode
   * @param line shown in the stage mode only
   * @param services what the window gets from outside
   * @param clock gives the rhythm in which the system is asked for its theme
   * @param background where work is done that the window does not wait for
   */
  public LookInteractor(
      AppMenu menu,
      GraphView graph,
      WorkArea area,
      Stage stage,
      Scene scene,
      List<Consumer<Theme>> themed,
      List<Node> missable,
      StageLine line,
      Services services,
      ScheduledExecutorService clock,
      Fx background) {
    this.menu = menu;
    this.graph = graph;
    this.area = area;
    this.stage = stage;
    this.preferences = services.preferences();
    this.root = (Region) scene.getRoot();
    this.themed = List.copyOf(themed);
    scaling = new Scaling(scene.getStylesheets());
    StageLayout layout = new StageLayout(area, missable, line, graph::setStage);
    stageMode = new StageMode(root, scaling, layout::rearrange);
    Theme first = lastTheme(preferences);
    setTheme(first);
    HostEnvironment host = services.surroundings();
    themes =
        new ThemeSwitch(
            clock,
            background,
            new SystemTheme(host.commands(), host.system()),
            first,
            theme -> {
              preferences.put(SHOWN_THEME, theme.name());
              setTheme(theme);
            });
    themes.choose(ThemeChoice.of(preferences.get("theme").orElse("")));
    WindowMemory memory = new WindowMemory(preferences);
    scaling.set(memory.scale());
    boolean calm = memory.flag(MOTION);
    menu.setReduceMotion(calm);
    setReduceMotion(calm);
    showSettings();
  }

  /**
   * The theme of last time comes first, until the system has answered.
   *
   * @param preferences what was chosen last time
   * @return light or dark
   */
  public static Theme lastTheme(Preferences preferences) {
    return Theme.of(preferences.get(SHOWN_THEME).orElse(""));
  }

  /**
   * The layer of the stage mode's rings, to be put above everything.
   *
   * @return the layer
   */
  public Node rings() {
    return stageMode.rings();
  }

  /**
   * Begins to follow the system's theme while the window has the focus.
   *
   * @param focused whether the window has the focus
   */
  public void start(ObservableBooleanValue focused) {
    themes.start(focused);
  }

  /** Ends with the window as it is without the stage mode. */
  public void stop() {
    themes.stop();
    stageMode.set(false);
  }

  /**
   * Shows a theme, whatever is chosen.
   *
   * @param theme light or dark
   */
  public void setTheme(Theme theme) {
    Application.setUserAgentStylesheet(theme.userAgentStylesheet());
    root.getStyleClass().removeAll("theme-light", "theme-dark");
    root.getStyleClass().add(theme == Theme.DARK ? "theme-dark" : "theme-light");
    themed.forEach(view -> view.accept(theme));
  }

  /** Enters or leaves the stage mode. */
  public void toggleStage() {
    stageMode.set(!stageMode.onProperty().get());
    showSettings();
  }

  /** Enters or leaves the full screen. */
  public void toggleFullScreen() {
    stage.setFullScreen(!stage.isFullScreen());
  }

  /**
   * Takes a theme or the system's, and remembers it.
   *
   * @param choice what is wanted
   */
  public void chooseTheme(ThemeChoice choice) {
    themes.choose(choice);
    preferences.put("theme", choice.name());
    showSettings();
  }

  /** Changes between light and dark, and remembers it. */
  public void toggleTheme() {
    chooseTheme(ThemeChoice.of(themes.theme().other()));
  }

  /**
   * Sets the size of everything, and remembers it.
   *
   * @param percent of the usual size
   */
  public void scale(int percent) {
    stageMode.set(false);
    scaling.set(percent);
    area.settle();
    preferences.put("scale", Integer.toString(scaling.percent()));
    showSettings();
  }

  /**
   * Goes to the next size.
   *
   * @param larger else smaller
   */
  public void stepScale(boolean larger) {
    scale(scaling.step(larger));
  }

  /**
   * Switches animations, and remembers it.
   *
   * @param reduce whether to do without them
   */
  public void setReduceMotion(boolean reduce) {
    menu.setReduceMotion(reduce);
    graph.setReduceMotion(reduce);
    stageMode.setReduceMotion(reduce);
    preferences.put(MOTION, Boolean.toString(reduce));
  }

  private void showSettings() {
    menu.show(themes.choice(), stageMode.ownPercent(), stageMode.onProperty().get());
  }
}
