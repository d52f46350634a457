package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.morphoscope.chart.Ink;
import org.morphoscope.chart.Mark;
import org.morphoscope.history.PinnedNote;
import org.morphoscope.history.RunHistory;
import org.morphoscope.run.RoundSummary;

/** Notes on figures: a number in brackets at the round, the text in the caption. */
final class NoteMarks {
  private NoteMarks() {}

  /**
   * {@return the numbers of the notes of finished rounds, at a round's validation loss}
   *
   * @param x where the figure has a round
   */
  static List<Mark> of(RunHistory run, ToDoubleFunction<RoundSummary> x) {
    List<PinnedNote> notes = run.notes();
    List<Mark> marks = new ArrayList<>();
    for (RoundSummary round : run.rounds()) {
      List<String> numbers = new ArrayList<>();
      for (int i = 0; i < notes.size(); i++) {
        if (notes.get(i).round() == round.round()) {
          numbers.add(Integer.toString(i + 1));
        }
      }
      if (!numbers.isEmpty()) {
        marks.add(
            new Mark.Label(
                x.applyAsDouble(round),
                round.validationLoss(),
                "[" + String.join(", ", numbers) + "]",
                Mark.Side.ABOVE,
                Ink.BLACK,
                0.9));
      }
    }
    return marks;
  }

  /** {@return a sentence for each note, to follow a caption; empty without notes} */
  static String caption(RunHistory run) {
    List<PinnedNote> notes = run.notes();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < notes.size(); i++) {
      PinnedNote note = notes.get(i);
      text.append(" [")
          .append(i + 1)
          .append("] ")
          .append(note.place())
          .append(": ")
          .append(plain(note.line()));
    }
    return text.toString();
  }

  /** Without what captions take for raised and lowered text. */
  private static String plain(String text) {
    return text.replace("^{", "^ {").replace("_{", "_ {");
  }
}
