package org.morphoscope.ui.shell.interactor;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.morphoscope.history.Change;
import org.morphoscope.history.Lineage;
import org.morphoscope.journal.Note;
import org.morphoscope.journal.NotesFile;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.InTurn;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.notes.NotesWindow;
import org.morphoscope.ui.notes.Pin;
import org.morphoscope.ui.notes.ShownNote;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.session.RunSession;
import org.morphoscope.ui.timeline.TimelineView;

/** The notes of the run on show: written, found, gone to, deleted. */
public final class NotesInteractor implements Interactor, NotesWindow.Keeper {
  private final Function<NotesWindow.Keeper, NotesWindow> making;
  private final InTurn disk;
  private final Banner banner;
  private final RunSession session;
  private final ShownMoment shown;
  private final SelectionState selection;
  private final Player player;
  private final TimelineView timeline;
  private final GraphView graph;
  private Optional<NotesWindow> window = Optional.empty();
  private List<Note> notes = List.of();

  /** A moment that is being given a name: where the window looks meanwhile changes nothing. */
  private Optional<Pin> named = Optional.empty();

  /**
   * @param making makes the window when it is first asked for
   * @param background where the file is read and written
   * @param banner tells what is wrong
   * @param session has the run on show
   * @param shown what is on show
   * @param selection the candidates that are selected
   * @param player moves through the run
   * @param timeline shows whole rounds
   * @param graph where a channel is brought into view
   */
  public NotesInteractor(
      Function<NotesWindow.Keeper, NotesWindow> making,
      Fx background,
      Banner banner,
      RunSession session,
      ShownMoment shown,
      SelectionState selection,
      Player player,
      TimelineView timeline,
      GraphView graph) {
    this.making = making;
    // two changes of one file side by side would lose one of them
    this.disk = new InTurn(background);
    this.banner = banner;
    this.session = session;
    this.shown = shown;
    this.selection = selection;
    this.player = player;
    this.timeline = timeline;
    this.graph = graph;
    selection.selectedProperty().addListener(o -> pin());
  }

  /** Opens the notes, ready for a new one on what is selected or looked at. */
  public void open() {
    open(moment -> Optional.empty());
  }

  /** Opens the notes, ready for a name of the moment on show. */
  public void mark() {
    open(moment -> Optional.of(NotePins.moment(moment.round(), player)));
  }

  private void open(Function<RunSnapshot, Optional<Pin>> naming) {
    Optional<RunSnapshot> moment = shown.snapshot();
    if (moment.isEmpty() || session.folder().isEmpty()) {
      banner.info("Open a run, or grow one, before you write a note about it.");
      return;
    }
    if (window.isEmpty()) {
      window = Optional.of(making.apply(this));
    }
    named = naming.apply(moment.get());
    window
        .get()
        .open(named.map(List::of).orElseGet(() -> NotePins.of(moment.get(), selection, player)));
    change(NotesFile::read, banner::report);
  }

  /** {@return the notes as they were read last} */
  public List<ShownNote> notes() {
    return ShownNote.of(notes, Lineage.of(shown.model()));
  }

  /** Follows the look of the main window. */
  public void dress() {
    window.ifPresent(NotesWindow::dress);
  }

  @Override
  public void show(Frame frame) {
    if (frame.has(Change.RUN)) {
      notes = List.of();
      named = Optional.empty();
      window.ifPresent(open -> open.show(List.of()));
      if (session.folder().isPresent()) {
        change(NotesFile::read, banner::report);
      }
    }
    if (frame.has(Change.RUN) || frame.picture() == Frame.Picture.ALL) {
      pin();
    }
    if (!frame.changes().isEmpty()) {
      showMarks();
    }
  }

  private void showMarks() {
    player.marksProperty().set(NotePins.marks(notes, player.recording()));
  }

  /** A new note goes where the window looks now: places of another run mean nothing in this one. */
  private void pin() {
    window
        .filter(open -> open.isOpen() && named.isEmpty())
        .ifPresent(
            open ->
                open.offer(
                    shown
                        .snapshot()
                        .map(moment -> NotePins.of(moment, selection, player))
                        .orElse(List.of())));
  }

  @Override
  public void add(Pin pin, String text) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    // what is begun while this one is being written is the next note's
    boolean mark = named.isPresent();
    named = Optional.empty();
    pin();
    change(
        file -> file.add(pin.note(text, now)),
        failure -> {
          banner.report(failure);
          giveBack(pin, text, mark);
        });
  }

  /** Nothing that was typed is lost; a moment that was to be named is offered again. */
  private void giveBack(Pin pin, String text, boolean mark) {
    window.ifPresent(open -> open.giveBack(text));
    if (mark && named.isEmpty()) {
      named = Optional.of(pin);
      window.ifPresent(open -> open.offer(List.of(pin)));
    }
  }

  @Override
  public void delete(Note note) {
    change(file -> file.remove(note), banner::report);
  }

  /** What is done with the file of notes. */
  @FunctionalInterface
  private interface Work {
    List<Note> on(NotesFile file) throws Exception;
  }

  private void change(Work work, Consumer<Throwable> failed) {
    Path folder = session.folder().orElseThrow();
    disk.call(
        () -> work.on(new NotesFile(folder)),
        found -> {
          if (session.folder().filter(folder::equals).isPresent()) {
            notes = found;
            showMarks();
            window.ifPresent(open -> open.show(notes()));
          }
        },
        failed);
  }

  @Override
  public void reveal(Note note) {
    OptionalInt number =
        note.moment().isPresent()
            ? NotePins.numberOf(player.recording(), note.moment().getAsInt())
            : OptionalInt.empty();
    if (number.isPresent()) {
      player.show(number.getAsInt());
    } else if (shown.model().round(note.round()).isPresent()) {
      timeline.look(note.round());
    } else {
      banner.info("The round of this note was taken back, or is not there yet.");
      return;
    }
    if (note.channel().isPresent() && !select(note.channel().getAsInt())) {
      // a round shows the net that was scored: what was born in it is in the net of now
      timeline.goLive();
      select(note.channel().getAsInt());
    }
  }

  private boolean select(int id) {
    Optional<RunSnapshot> moment = shown.snapshot();
    if (moment.isEmpty()) {
      return false;
    }
    List<List<ChannelInfo>> groups = moment.get().architecture().channels();
    MorphKind kind = graph.quantityProperty().get().kind();
    for (int g = 0; g < groups.size(); g++) {
      for (int c = 0; c < groups.get(g).size(); c++) {
        if (groups.get(g).get(c).id() == id) {
          UnitId unit = new UnitId(g, c);
          selection.select(Set.of(new CandidateKey(kind, unit)));
          graph.reveal(unit);
          return true;
        }
      }
    }
    return false;
  }
}
