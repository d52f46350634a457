package org.morphoscope.chart.run;

import java.util.List;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.history.RunHistory;

/** A figure that any run can give. */
public interface RunFigure {
  /** {@return the name on the command line and of files} */
  String name();

  /** {@return what it shows, in one line} */
  String description();

  /**
   * {@return the figure}
   *
   * @param runs the run, then those to lay underneath; figures of one run use the first only
   * @param view what of it
   * @throws IllegalArgumentException in one sentence when the run has not got that far
   */
  FigureSpec of(List<RunHistory> runs, View view);
}
