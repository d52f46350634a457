package org.morphoscope.ui.shell;

import java.nio.file.Path;
import java.util.List;
import org.morphoscope.run.Asking;
import org.morphoscope.ui.engine.RemoteRuns;
import org.morphoscope.ui.look.ThemeChoice;
import org.morphoscope.ui.model.WhatIf;
import org.morphoscope.ui.run.WindowActions;
import org.morphoscope.ui.shell.interactor.AboutInteractor;
import org.morphoscope.ui.shell.interactor.CandidatesInteractor;
import org.morphoscope.ui.shell.interactor.ChartInteractor;
import org.morphoscope.ui.shell.interactor.GraphInteractor;
import org.morphoscope.ui.shell.interactor.LookInteractor;
import org.morphoscope.ui.shell.interactor.OpenInteractor;
import org.morphoscope.ui.shell.interactor.RunBarInteractor;
import org.morphoscope.ui.shell.interactor.SearchInteractor;
import org.morphoscope.ui.shell.interactor.StartInteractor;
import org.morphoscope.ui.shell.interactor.TourInteractor;

/** Hands what is asked of the window to the one who does it. */
record ShellActions(
    StartInteractor starts,
    OpenInteractor opens,
    RunBarInteractor runs,
    CandidatesInteractor candidates,
    ChartInteractor chart,
    GraphInteractor network,
    Comparisons comparisons,
    Panels panels,
    TourInteractor tour,
    SearchInteractor finder,
    Runnable palette,
    LookInteractor look,
    AboutInteractor about,
    RemoteRuns remote,
    RunPresenter presenter)
    implements WindowActions {

  @Override
  public void growGenerated() {
    starts.growGenerated();
  }

  @Override
  public void growAsking() {
    starts.growAsking();
  }

  @Override
  public void newRun() {
    starts.newRun();
  }

  @Override
  public void openData() {
    starts.chooseData();
  }

  @Override
  public void openRun() {
    opens.chooseRun();
  }

  @Override
  public void connect() {
    remote.connect();
  }

  @Override
  public void openSample() {
    opens.openSample();
  }

  @Override
  public List<Path> recentRuns() {
    return opens.recentRuns();
  }

  @Override
  public void openRecent(Path folder) {
    opens.openRun(folder);
  }

  @Override
  public void renameRecent(Path folder, String name) {
    opens.rename(folder, name);
  }

  @Override
  public void deleteRecent(Path folder) {
    opens.delete(folder);
  }

  @Override
  public void togglePause() {
    runs.togglePause();
  }

  @Override
  public void step() {
    runs.step();
  }

  @Override
  public void stop() {
    runs.stop();
  }

  @Override
  public void adjust() {
    runs.adjust();
  }

  @Override
  public void undo() {
    runs.undo();
  }

  @Override
  public void resume() {
    runs.resume();
  }

  @Override
  public void setDecisionMode(Asking.Mode mode, int seconds) {
    runs.setMode(mode, seconds);
  }

  @Override
  public void mark(WhatIf.Mark mark) {
    candidates.mark(mark);
  }

  @Override
  public void apply() {
    candidates.apply();
  }

  @Override
  public void stepLambda(double factor) {
    chart.stepLambda(factor);
  }

  @Override
  public void toggleLock() {
    network.toggleLock();
  }

  @Override
  public void toggleWhy() {
    candidates.toggleWhy();
  }

  @Override
  public void explain() {
    candidates.explain();
  }

  @Override
  public void filter() {
    candidates.filter();
  }

  @Override
  public void fit() {
    network.fit();
  }

  @Override
  public void compare() {
    comparisons.compare();
  }

  @Override
  public void showLog() {
    panels.showLog();
  }

  @Override
  public void export() {
    panels.exportFocused();
  }

  @Override
  public void showCurve() {
    panels.showCurve();
  }

  @Override
  public void showChannel() {
    panels.channels().open();
  }

  @Override
  public void showNotes() {
    panels.notes().open();
  }

  @Override
  public void markMoment() {
    panels.notes().mark();
  }

  @Override
  public void confusion() {
    panels.confusion();
  }

  @Override
  public void calibrate() {
    panels.calibrate();
  }

  @Override
  public void showFilm() {
    panels.showFilm();
  }

  @Override
  public void showPlane() {
    panels.plane().open();
  }

  @Override
  public void search() {
    finder.open();
  }

  @Override
  public void showCommands() {
    finder.close();
    palette.run();
  }

  @Override
  public void startTour() {
    if (!tour.isOn()) {
      finder.close();
      panels.closeAll();
      tour.start();
    }
  }

  @Override
  public void toggleStage() {
    look.toggleStage();
  }

  @Override
  public void toggleFullScreen() {
    look.toggleFullScreen();
  }

  @Override
  public void chooseTheme(ThemeChoice choice) {
    look.chooseTheme(choice);
  }

  @Override
  public void toggleTheme() {
    look.toggleTheme();
  }

  @Override
  public void scale(int percent) {
    look.scale(percent);
  }

  @Override
  public void stepScale(boolean larger) {
    look.stepScale(larger);
  }

  @Override
  public void setReduceMotion(boolean reduce) {
    look.setReduceMotion(reduce);
  }

  @Override
  public void showHelp() {
    panels.toggleHelp();
  }

  @Override
  public void escape() {
    if (!panels.closeOne()) {
      presenter.escape();
    }
  }

  @Override
  public void showAbout() {
    about.show();
  }
}
