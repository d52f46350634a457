package org.morphoscope.cli.print;

import java.io.PrintWriter;
import java.util.Locale;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.GrowthEvent.TailFinished;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.study.compare.Comparison;
import org.morphoscope.study.compare.RunResult;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/** A comparison while it goes: a line for every round and for every run. */
public final class CompareLines implements Comparison.Listener {
  private final PrintWriter out;
  private final Runnable whenReaderLeft;
  private volatile boolean readerLeft;

  /**
   * @param out standard output; not closed here
   * @param whenReaderLeft called when nobody reads what is written any more
   */
  public CompareLines(PrintWriter out, Runnable whenReaderLeft) {
    this.out = out;
    this.whenReaderLeft = whenReaderLeft;
  }

  /** {@return whether the reader of the output went away before the end} */
  public boolean readerLeft() {
    return readerLeft;
  }

  @Override
  public void onEvent(String run, GrowthEvent event) {
    if (event instanceof RoundFinished finished) {
      line("%s: %s", run, round(finished.summary()));
    } else if (event instanceof TailFinished finished) {
      line("%s: behind the tail: %s", run, round(finished.summary()));
    } else if (event instanceof RunEnded ended && ended.reason() == EndReason.FAILED) {
      line("%s: %s", run, ended.message());
    }
  }

  private static String round(RoundSummary summary) {
    String losses =
        Texts.of(
            "round %d, widths %s, %,d parameters, validation loss %.4f, accuracy %.1f %%, %.0f s",
            summary.round(),
            SummaryTable.widths(summary),
            summary.parameters(),
            summary.validationLoss(),
            100 * summary.validationAccuracy(),
            summary.secondsTraining() + summary.secondsScoring());
    return summary.measuredGain().isEmpty()
        ? losses
        : losses
            + Texts.of(
                ", predicted gain %.4f, measured %.4f (%s)",
                summary.predictedGain().orElse(Double.NaN),
                summary.measuredGain().getAsDouble(),
                summary.outcome().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void onRun(String run, RunResult.State state, int done, int total) {
    line("%s: %s; %d of %d runs done", run, state.name().toLowerCase(Locale.ROOT), done, total);
  }

  private void line(String format, Object... values) {
    out.println(Names.shown(Texts.of(format, values)));
    if (out.checkError() && !readerLeft) {
      readerLeft = true;
      whenReaderLeft.run();
    }
  }
}
