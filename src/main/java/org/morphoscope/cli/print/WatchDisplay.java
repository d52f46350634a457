package org.morphoscope.cli.print;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.morphoscope.history.PhaseBoard;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/**
 * Shows a run that another process grows: what it has done as a table, then a line for everything
 * worth keeping and, on a terminal, one line below with what it does now, drawn over again and
 * again.
 */
public final class WatchDisplay {
  private static final int BAR = 20;

  /** An answer that is there at once makes no question worth a line. */
  private static final Duration A_MOMENT = Duration.ofSeconds(2);

  /** Before that, a long epoch is more likely than the end of the process. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private final PrintWriter out;
  private final OverdrawnLine line;
  private final RunModel model;
  private final RunLines lines;
  private final Path folder;
  private boolean begun;
  private boolean questionTold;
  private boolean silenceTold;

  /**
   * @param out standard output; not closed here
   * @param terminal whether a line may be drawn over
   * @param clock nanoseconds, as {@code System::nanoTime}
   * @param folder of the run
   */
  public WatchDisplay(PrintWriter out, boolean terminal, LongSupplier clock, Path folder) {
    this.out = out;
    this.line = new OverdrawnLine(out, terminal);
    this.model = new RunModel(clock);
    this.lines = new RunLines(folder);
    this.folder = folder;
  }

  /** {@return the event that ended the run, once it came} */
  public Optional<RunEnded> end() {
    return model.ended();
  }

  /**
   * Takes in what has come; events of the run's beginning mean that everything comes again.
   *
   * @param events in order
   */
  public void accept(List<GrowthEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    line.erase();
    model.apply(events);
    if (events.get(0) instanceof RunStarted) {
      beginning(events);
    } else {
      events.forEach(this::print);
    }
    silenceTold = false;
    questionTold &= waits();
    if (end().isPresent()) {
      table();
    }
    out.flush();
  }

  /**
   * Shows a sentence on a line of its own.
   *
   * @param sentence with its full stop
   */
  public void say(String sentence) {
    erase();
    println(sentence);
    out.flush();
  }

  private void beginning(List<GrowthEvent> events) {
    if (begun) {
      println(
          Texts.of(
              "The run was taken up again and goes on in round %d; what was unfinished is gone.",
              model.round()));
    }
    int news = 0;
    for (int i = 0; i < events.size(); i++) {
      news = events.get(i) instanceof GrowthEvent.RoundFinished ? i + 1 : news;
    }
    for (int i = 0; i < events.size(); i++) {
      Optional<String> text = lines.of(events.get(i));
      if (i == 0 && !begun) {
        text.ifPresent(this::println);
        if (end().isEmpty()) {
          table();
        }
      } else if (i >= news && end().isEmpty()) {
        text.ifPresent(this::println);
      }
    }
    begun = true;
  }

  private void print(GrowthEvent event) {
    lines.of(event).ifPresent(this::println);
  }

  private void println(String text) {
    out.println(Names.shown(text));
  }

  /** The finished rounds, the last one behind its tail if it has one. */
  private void table() {
    List<RoundRecord> finished =
        model.rounds().stream().filter(record -> record.summary().isPresent()).toList();
    if (finished.isEmpty()) {
      return;
    }
    RoundRecord last = finished.get(finished.size() - 1);
    List<RoundSummary> rounds =
        finished.stream()
            .map(r -> r == last ? r.tail().or(r::summary).orElseThrow() : r.summary().orElseThrow())
            .toList();
    out.println();
    SummaryTable.lines(rounds).forEach(out::println);
    out.println();
  }

  /**
   * Says what the run does now; called about once a second.
   *
   * @param quiet for how long nothing has come
   */
  public void tick(Duration quiet) {
    if (end().isPresent() || model.run().isEmpty()) {
      return;
    }
    String text = now(quiet);
    if (line.onTerminal()) {
      line.draw(text);
    } else if (waits() && !questionTold && quiet.compareTo(A_MOMENT) >= 0) {
      questionTold = true;
      out.println(text);
    } else if (!waits() && !silenceTold && quiet.compareTo(SILENCE) >= 0) {
      silenceTold = true;
      out.println(text);
    }
    out.flush();
  }

  private String now(Duration quiet) {
    String round =
        Texts.of("round %d of %d  ", model.round(), model.run().get().config().limits().rounds());
    if (waits()) {
      return round + "waits for a decision, for " + time(quiet);
    }
    if (quiet.compareTo(SILENCE) >= 0) {
      return Texts.of(
          "%snothing new for %s; if its process is gone: morphoscope resume %s",
          round, time(quiet), folder);
    }
    PhaseBoard phases = model.phases();
    Optional<Phase> phase = phases.active();
    if (phase.isEmpty()) {
      return round;
    }
    StringBuilder text = new StringBuilder(round);
    text.append(Texts.of("%-8s ", phase.get().toString().toLowerCase(Locale.ROOT)));
    double share = phases.fraction(phase.get());
    if (phase.get() == Phase.TRAIN || phase.get() == Phase.SCORE) {
      text.append(OverdrawnLine.bar(share, BAR)).append("  ");
    }
    if (Double.isFinite(phases.loss())) {
      text.append(Texts.of("loss %.4f  ", phases.loss()));
    }
    return text.append("last event ").append(time(quiet)).append(" ago").toString();
  }

  private boolean waits() {
    return model.proposal().isPresent()
        && model.decision().isEmpty()
        && model.phases().active().filter(Phase.DECIDE::equals).isPresent();
  }

  private static String time(Duration duration) {
    return OverdrawnLine.time(duration.toSeconds());
  }

  /** Takes the line away that is drawn over. */
  public void erase() {
    line.erase();
    out.flush();
  }
}
