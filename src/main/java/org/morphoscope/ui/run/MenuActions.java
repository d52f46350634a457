package org.morphoscope.ui.run;

import java.nio.file.Path;
import java.util.List;
import org.morphoscope.ui.look.ThemeChoice;

/** What the menu asks for beside the run. Every call returns at once. */
public interface MenuActions {
  /** The runs that were open lately, the last one first. */
  List<Path> recentRuns();

  void openRecent(Path folder);

  void startTour();

  /** Opens the search of layers and channels. */
  void search();

  /** Large type and less around it, or back. */
  void toggleStage();

  void chooseTheme(ThemeChoice choice);

  /** Dark instead of light, or the other way round, whatever the system says. */
  void toggleTheme();

  /** Size of everything in per cent. */
  void scale(int percent);

  void setReduceMotion(boolean reduce);

  /** Shows or hides the keys. */
  void showHelp();

  void showAbout();
}
