package org.morphoscope.ui.shell.interactor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.morphoscope.history.Recording;
import org.morphoscope.history.Recording.Entry;
import org.morphoscope.journal.Note;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.notes.Pin;
import org.morphoscope.ui.replay.Mark;
import org.morphoscope.ui.replay.Player;

/** What a note can be pinned to now, and where a moment of a note is. */
final class NotePins {
  private NotePins() {}

  /** The selected channels first, then the moment that is looked back at, then the round. */
  static List<Pin> of(RunSnapshot moment, SelectionState selection, Player player) {
    String round = roundName(moment.round());
    List<Pin> pins = new ArrayList<>();
    selection.units().stream()
        .sorted()
        .filter(unit -> !moment.isNew(unit))
        .forEach(
            unit ->
                pins.add(
                    new Pin(
                        moment.groupName(unit.group())
                            + " channel "
                            + unit.channel()
                            + ", "
                            + round,
                        moment.round(),
                        OptionalInt.of(
                            moment
                                .architecture()
                                .channels()
                                .get(unit.group())
                                .get(unit.channel())
                                .id()),
                        OptionalInt.empty())));
    if (player.lookingBack()) {
      pins.add(moment(moment.round(), player));
    }
    pins.add(new Pin(round, moment.round(), OptionalInt.empty(), OptionalInt.empty()));
    return pins;
  }

  /** The moment on show; while a run goes on, how far it has come. */
  static Pin moment(int round, Player player) {
    int number = count(player.recording(), player.number());
    return new Pin(
        "this moment of " + roundName(round) + ", event " + number,
        round,
        OptionalInt.empty(),
        OptionalInt.of(number));
  }

  private static String roundName(int round) {
    return round == 0 ? "seed" : "round " + round;
  }

  /** The notes on moments as marks of the replay, in the order of time. */
  static List<Mark> marks(List<Note> notes, Recording recording) {
    List<Mark> marks = new ArrayList<>();
    for (Note note : notes) {
      if (note.moment().isPresent()) {
        numberOf(recording, note.moment().getAsInt())
            .ifPresent(number -> marks.add(new Mark(number, note.text())));
      }
    }
    marks.sort(Comparator.comparingInt(Mark::number));
    return marks;
  }

  /** Events that are no scores, which may be thinned out, up to one and itself. */
  private static int count(Recording recording, int number) {
    return (int)
        recording.entries().stream()
            .limit(recording.index(number) + 1L)
            .filter(NotePins::counts)
            .count();
  }

  private static boolean counts(Entry entry) {
    return !entry.tellsScores();
  }

  /** The number of the event that so many events end with; empty when there are not so many. */
  static OptionalInt numberOf(Recording recording, int count) {
    return recording.entries().stream()
        .filter(NotePins::counts)
        .skip(Math.max(0, count - 1))
        .mapToInt(Entry::number)
        .findFirst();
  }
}
