package org.morphoscope.ui.run;

import java.nio.file.Path;
import java.util.List;
import org.morphoscope.run.Asking;
import org.morphoscope.ui.look.ThemeChoice;
import org.morphoscope.ui.model.WhatIf;

/** What buttons, menus and keys ask of the window. Every call returns at once. */
public interface WindowActions {
  /** Starts the first run on the generated images. */
  void growGenerated();

  /** The same, with the person asked about each proposal. */
  void growAsking();

  /** Asks for a new run in a dialog. */
  void newRun();

  /** Asks for a folder of images, for a new run. */
  void openData();

  /** Asks for the folder of a recorded run. */
  void openRun();

  /** Asks for a server and shows its runs. */
  void connect();

  /** Opens the recorded run that comes with the program. */
  void openSample();

  /** {@return the runs that were open lately, the last one first} */
  List<Path> recentRuns();

  /**
   * Opens one of {@link #recentRuns}.
   *
   * @param folder of the run
   */
  void openRecent(Path folder);

  /**
   * Gives one of {@link #recentRuns} another name.
   *
   * @param folder of the run
   * @param name new name of the folder
   */
  void renameRecent(Path folder, String name);

  /**
   * Deletes one of {@link #recentRuns} once the person has confirmed it.
   *
   * @param folder of the run
   */
  void deleteRecent(Path folder);

  /** Pauses, or goes on. */
  void togglePause();

  /** Goes on to the end of the round and pauses there. */
  void step();

  /** Ends the run; what is done is kept. */
  void stop();

  /** Opens the settings that can be turned while the run goes on. */
  void adjust();

  /** Takes back the latest round that was decided. */
  void undo();

  /** Goes on with the run on show after its last round. */
  void resume();

  /**
   * Changes who decides.
   *
   * @param mode how long to wait for a person
   * @param seconds length of a countdown
   */
  void setDecisionMode(Asking.Mode mode, int seconds);

  /**
   * Marks the selected candidates, or clears the mark when all carry it.
   *
   * @param mark what the candidates get
   */
  void mark(WhatIf.Mark mark);

  /** Answers the open question with the set chosen under the marks. */
  void apply();

  /**
   * Makes lambda of the open question larger or smaller by a factor.
   *
   * @param factor above 1: the set gets smaller
   */
  void stepLambda(double factor);

  /** Locks the layers of the selection, or unlocks them when all are locked. */
  void toggleLock();

  /** Opens or closes the reasons for the selected candidate's score. */
  void toggleWhy();

  /** Opens the reasons for the selected candidate's score, if they are not open. */
  void explain();

  /** Puts the focus into the filter of the candidates. */
  void filter();

  /** Fits the network into its view. */
  void fit();

  /** Compares the moment on show with now. */
  void compare();

  /** Opens the log of decisions. */
  void showLog();

  /** Opens the export of what the view with the focus shows. */
  void export();

  /** Opens the calibration of the run on show, and starts it. */
  void calibrate();

  /** Opens the course of the loss within the rounds. */
  void showCurve();

  /** Opens the confusion matrix of the last finished round. */
  void confusion();

  /** Opens what the selected channel sees. */
  void showChannel();

  /** Opens the notes about the run, ready for a new one. */
  void showNotes();

  /** Opens the notes, ready for a name of the moment on show. */
  void markMoment();

  /** Shows slowly how a channel of the round on show grew. */
  void showFilm();

  /** Opens the decision as a plane: what each candidate costs and brings. */
  void showPlane();

  /** Opens the search of layers and channels. */
  void search();

  /** Opens the list of every command. */
  void showCommands();

  /** Begins the guided tour. */
  void startTour();

  /** Large type and less around it, or back. */
  void toggleStage();

  /** The whole screen for the window, or its frame again. */
  void toggleFullScreen();

  /**
   * Takes a theme, or that of the system.
   *
   * @param choice light, dark or as the system is
   */
  void chooseTheme(ThemeChoice choice);

  /** Dark instead of light, or the other way round, whatever the system says. */
  void toggleTheme();

  /**
   * Size of everything in per cent.
   *
   * @param percent 100 to 200
   */
  void scale(int percent);

  /**
   * Everything one step larger or smaller.
   *
   * @param larger else smaller
   */
  void stepScale(boolean larger);

  /**
   * Lets things stand still that would move.
   *
   * @param reduce whether motion is to be reduced
   */
  void setReduceMotion(boolean reduce);

  /** Shows or hides the keys. */
  void showHelp();

  /** Closes what is open; else clears the selection; else shows now. */
  void escape();

  /** Tells what the program is and what it is made of. */
  void showAbout();
}
