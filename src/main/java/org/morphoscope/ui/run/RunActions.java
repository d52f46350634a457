package org.morphoscope.ui.run;

import org.morphoscope.run.AskingDecider;

/** What the run bar asks for. Every call returns at once. */
public interface RunActions {
  /** Starts the first run on the generated images. */
  void growGenerated();

  /** The same, with the person asked about each proposal. */
  void growAsking();

  void openData();

  void openRun();

  /** Opens the recorded run that comes with the program. */
  void openSample();

  void newRun();

  /** Pauses, or goes on. */
  void togglePause();

  /** Goes on to the end of the round and pauses there. */
  void step();

  void stop();

  /** Takes back the latest round that was decided. */
  void undo();

  void setDecisionMode(AskingDecider.Mode mode, int seconds);

  /** Opens the log of decisions. */
  void showLog();

  /** Opens the export of the run on show. */
  void export();

  /** Opens the calibration of the run on show, and starts it. */
  void calibrate();
}
