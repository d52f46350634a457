package org.morphoscope.cli.print;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.PhaseProgress;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.Phase;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/**
 * Shows a run while it goes: a line for everything worth keeping and, on a terminal, one line below
 * that is drawn over again and again. Used on the engine's thread.
 */
public final class RunDisplay implements Consumer<GrowthEvent> {
  private static final int BAR = 16;
  private static final double NANOS = 1e9;

  private final PrintWriter out;
  private final OverdrawnLine line;
  private final LongSupplier clock;
  private final RunLines lines;
  private final RunTimeLeft left = new RunTimeLeft();
  private int rounds;
  private Phase phase;
  private long phaseStart;
  private RunEnded end;

  /**
   * Nothing is shown before the first event.
   *
   * @param out standard output; not closed here
   * @param terminal whether a line may be drawn over
   * @param clock nanoseconds, as {@code System::nanoTime}
   * @param folder of the run
   */
  public RunDisplay(PrintWriter out, boolean terminal, LongSupplier clock, Path folder) {
    this.out = out;
    this.line = new OverdrawnLine(out, terminal);
    this.clock = clock;
    this.lines = new RunLines(folder);
  }

  /** {@return the event that ended the run; null before it came} */
  public RunEnded end() {
    return end;
  }

  @Override
  public void accept(GrowthEvent event) {
    left.accept(event, clock.getAsLong() / NANOS);
    if (event instanceof RunStarted start) {
      rounds = start.config().limits().rounds();
    } else if (event instanceof RunEnded ended) {
      line.erase();
      end = ended;
    } else if (event instanceof PhaseProgress progress) {
      draw(progress);
    } else if (event instanceof GrowthEvent.PhaseStarted started) {
      phase = started.phase();
      phaseStart = clock.getAsLong();
    }
    lines
        .of(event)
        .ifPresent(
            text -> {
              line.erase();
              out.println(Names.shown(text));
            });
    if (event instanceof RunStarted start) {
      start.dataNotes().forEach(note -> out.println(Names.shown(note)));
    }
    out.flush();
  }

  private void draw(PhaseProgress progress) {
    if (!line.onTerminal() || progress.total() <= 0) {
      return;
    }
    double share = Math.min(1, (double) progress.done() / progress.total());
    double elapsed = (clock.getAsLong() - phaseStart) / NANOS;
    String phaseLeft = share > 0 ? time(elapsed * (1 - share) / share) + " left" : "";
    OptionalDouble whole = left.left(progress, elapsed);
    String runLeft = whole.isPresent() ? ", run about " + time(whole.getAsDouble()) + " left" : "";
    line.draw(
        Texts.of(
            "round %d of %d  %-8s %s  %s%s  %,.0f images/s",
            progress.round(),
            rounds,
            phase.toString().toLowerCase(Locale.ROOT),
            OverdrawnLine.bar(share, BAR),
            phaseLeft,
            runLeft,
            progress.imagesPerSecond()));
  }

  private static String time(double seconds) {
    return OverdrawnLine.time(Math.round(seconds));
  }
}
