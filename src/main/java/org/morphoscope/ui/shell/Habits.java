package org.morphoscope.ui.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.stage.Stage;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.about.AboutDialog;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.look.Scaling;
import org.morphoscope.ui.look.StageMode;
import org.morphoscope.ui.look.ThemeChoice;
import org.morphoscope.ui.look.ThemeSwitch;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.RunModel;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.run.MenuActions;
import org.morphoscope.ui.search.Hit;
import org.morphoscope.ui.search.SearchIndex;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.settings.RecentRuns;
import org.morphoscope.ui.tour.TourFiles;
import org.morphoscope.ui.tour.TourStop;

/** What makes the window comfortable: tour, search, looks, recent runs, about. */
final class Habits implements MenuActions {
  private static final String TOUR_FOLDER = "tourFolder";

  private final Stage stage;
  private final Services services;
  private final Fx background;
  private final RunModel model;
  private final SelectionState selection;
  private final TourGuide guide;
  private final RecentRuns recent;
  private Commands commands;
  private RunPresenter presenter;
  private WindowViews views;
  private Scaling scaling;
  private StageMode stageMode;
  private ThemeSwitch themes;
  private String engine = "not loaded yet";
  private Optional<AboutDialog> about = Optional.empty();

  Habits(Stage stage, Services services, Fx background, RunModel model, SelectionState selection) {
    this.stage = stage;
    this.services = services;
    this.background = background;
    this.model = model;
    this.selection = selection;
    guide = new TourGuide(model);
    recent = new RecentRuns(services.preferences());
  }

  void connect(WindowViews connectedViews, Commands connectedCommands, RunPresenter connected) {
    views = connectedViews;
    commands = connectedCommands;
    presenter = connected;
    guide.connect(connectedViews);
  }

  /** Takes over the looks, and the size of last time. */
  void connectLooks(Scaling theScaling, StageMode theStage, ThemeSwitch theThemes) {
    scaling = theScaling;
    stageMode = theStage;
    themes = theThemes;
    scaling.set(new WindowMemory(services.preferences()).scale());
    boolean calm = new WindowMemory(services.preferences()).flag("reduceMotion");
    views.menu.setReduceMotion(calm);
    setReduceMotion(calm);
    showSettings();
    views.empty.showRecent(recent.existing());
  }

  TourGuide guide() {
    return guide;
  }

  @Override
  public List<Path> recentRuns() {
    return recent.existing();
  }

  /** A run was opened or begun. */
  void opened(Path folder) {
    recent.add(folder);
    views.empty.showRecent(recent.existing());
  }

  @Override
  public void openRecent(Path folder) {
    commands.openRun(folder);
  }

  @Override
  public void startTour() {
    if (views.tour.isVisible()) {
      return;
    }
    views.search.close();
    views.help.setVisible(false);
    views.calibration.setVisible(false);
    List<Path> folders = new ArrayList<>();
    services.preferences().get(TOUR_FOLDER).map(Path::of).ifPresent(folders::add);
    folders.add(services.surroundings().home().resolve("samples").resolve("tour"));
    background.call(() -> TourFiles.read(folders), this::tour, commands::report);
  }

  private void tour(List<TourStop> stops) {
    Runnable begin =
        () -> {
          guide.begin();
          views.tour.start(stops);
        };
    if (model.run().isEmpty() && !services.samples().isEmpty()) {
      commands.openRun(services.samples().get(0), begin);
    } else {
      begin.run();
    }
  }

  @Override
  public void search() {
    views.search.open();
  }

  /** What can be found now. */
  Optional<SearchIndex> index() {
    return presenter.moment().map(SearchIndex::of);
  }

  /** Selects what was found and brings it into view. */
  void reveal(Hit hit) {
    Optional<RunSnapshot> moment = presenter.moment();
    if (moment.isEmpty() || hit.units().isEmpty()) {
      return;
    }
    MorphKind kind = views.graph.quantityProperty().get().kind();
    selection.select(
        hit.units().stream()
            .map(
                unit ->
                    new CandidateKey(moment.get().isNew(unit) ? MorphKind.NEW_NEURON : kind, unit))
            .collect(Collectors.toSet()));
    UnitId first = hit.units().iterator().next();
    if (hit.whole()) {
      views.graph.revealLayer(moment.get().architecture().spec().group(first.group()).first());
    } else {
      views.graph.reveal(first);
    }
  }

  @Override
  public void toggleStage() {
    stageMode.set(!stageMode.onProperty().get());
    showSettings();
  }

  @Override
  public void chooseTheme(ThemeChoice choice) {
    themes.choose(choice);
    services.preferences().put("theme", choice.name());
    showSettings();
  }

  @Override
  public void toggleTheme() {
    chooseTheme(ThemeChoice.of(themes.theme().other()));
  }

  @Override
  public void scale(int percent) {
    stageMode.set(false);
    scaling.set(percent);
    views.mainDivider.settle();
    views.rightDivider.settle();
    services.preferences().put("scale", Integer.toString(scaling.percent()));
    showSettings();
  }

  /** One step larger or smaller. */
  void stepScale(boolean larger) {
    scale(scaling.step(larger));
  }

  @Override
  public void setReduceMotion(boolean reduce) {
    views.graph.setReduceMotion(reduce);
    stageMode.setReduceMotion(reduce);
    services.preferences().put("reduceMotion", Boolean.toString(reduce));
  }

  @Override
  public void showHelp() {
    views.help.setVisible(!views.help.isVisible());
  }

  /** What computes, for the dialog about the program. */
  void setEngine(String description) {
    engine = description;
  }

  @Override
  public void showAbout() {
    if (about.filter(AboutDialog::isShowing).isPresent()) {
      return;
    }
    background.call(
        services.surroundings().versions()::get,
        versions -> {
          Map<String, String> facts = new LinkedHashMap<>(versions);
          facts.put("Engine", engine);
          AboutDialog dialog = new AboutDialog(stage, facts);
          about = Optional.of(dialog);
          dialog.show();
        },
        commands::report);
  }

  private void showSettings() {
    views.menu.show(themes.choice(), stageMode.ownPercent(), stageMode.onProperty().get());
  }
}
