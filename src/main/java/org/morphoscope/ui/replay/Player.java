package org.morphoscope.ui.replay;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.morphoscope.history.Recording;
import org.morphoscope.history.RunModel;

/** Which moment of the recording is on show, and its movement while it plays. */
public final class Player {
  /** Speeds offered, as multiples of replay time. */
  public static final List<Integer> SPEEDS = List.of(1, 2, 4, 8, 16, 32, 64);

  private static final double LONGEST_FRAME = 0.1;

  /** Seconds that the end of a loop stays at least. */
  private static final double LOOP_REST = 0.5;

  private final Recording recording;
  private final ObjectProperty<Optional<Integer>> moment =
      new SimpleObjectProperty<>(this, "moment", Optional.empty());
  private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing");
  private final ObjectProperty<Integer> speed = new SimpleObjectProperty<>(this, "speed", 1);
  private final ObjectProperty<Optional<Loop>> loop =
      new SimpleObjectProperty<>(this, "loop", Optional.empty());
  private final ObjectProperty<List<Mark>> marks =
      new SimpleObjectProperty<>(this, "marks", List.of());
  private Optional<Integer> anchor = Optional.empty();
  private ReplayTime time;
  private boolean fromBeginning;
  private Runnable onOpened = () -> {};
  private double clock;
  private long lastFrame;

  /**
   * Begins at now.
   *
   * @param recording of the run on show; may grow
   */
  public Player(Recording recording) {
    this.recording = recording;
    this.time = new ReplayTime(recording);
  }

  /** {@return the recording of the run on show} */
  public Recording recording() {
    return recording;
  }

  /** {@return the number of the last event of the moment on show; empty for now} */
  public ReadOnlyObjectProperty<Optional<Integer>> momentProperty() {
    return moment;
  }

  /** {@return whether the recording plays by itself} */
  public ReadOnlyBooleanProperty playingProperty() {
    return playing;
  }

  /** {@return how many times faster than it happened the recording plays; may be set} */
  public ObjectProperty<Integer> speedProperty() {
    return speed;
  }

  /** {@return the range that is played again and again; empty: to the end} */
  public ReadOnlyObjectProperty<Optional<Loop>> loopProperty() {
    return loop;
  }

  /**
   * Plays a range again and again.
   *
   * @param from replay seconds at one end
   * @param to at the other
   */
  void repeat(double from, double to) {
    int first = time().nearest(Math.min(from, to));
    int last = time().nearest(Math.max(from, to));
    if (last > first) {
      loop.set(
          Optional.of(
              new Loop(
                  recording.entries().get(first).number(),
                  recording.entries().get(last).number())));
    }
  }

  /** Plays to the end again. */
  public void repeatNothing() {
    loop.set(Optional.empty());
  }

  /** {@return the named moments of the run, in the order of time; may be set} */
  public ObjectProperty<List<Mark>> marksProperty() {
    return marks;
  }

  /**
   * Shows the named moment that is next to the one on show.
   *
   * @param direction 1 for later, -1 for earlier; without one there nothing happens
   */
  public void jumpMark(int direction) {
    marks.get().stream()
        .mapToInt(Mark::number)
        .filter(number -> direction * Integer.compare(number, number()) > 0)
        .boxed()
        .min(Comparator.comparingInt(number -> direction * number))
        .ifPresent(this::show);
  }

  /** {@return whether a moment of the past is on show} */
  public boolean lookingBack() {
    return moment.get().isPresent();
  }

  /** {@return the run as it was at the moment on show; empty for now} */
  public Optional<RunModel> model() {
    return moment.get().map(recording::at);
  }

  ReplayTime time() {
    if (time.outdated(recording)) {
      ReplayTime before = time;
      time = new ReplayTime(recording);
      if (moment.get().isPresent()) {
        // the times of a round change as more of it becomes known
        int here = index();
        double since = clock - before.at(here);
        clock = time.at(here) + Math.max(0, Math.min(time.pauseAfter(here), since));
      }
    }
    return time;
  }

  /** Position of the moment on show among the events; the last one for now. */
  int index() {
    return moment
        .get()
        .or(() -> anchor)
        .map(recording::index)
        .orElse(recording.entries().size() - 1);
  }

  /** {@return the number of the last event of the moment on show; of the last event for now} */
  public int number() {
    return recording.entries().get(index()).number();
  }

  /**
   * Where steps begin from while no moment is on show: a round that is looked back at.
   *
   * @param number of an event; empty: steps begin at now
   */
  public void setAnchor(OptionalInt number) {
    anchor = number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
  }

  /** Shows now. */
  public void live() {
    playing.set(false);
    moment.set(Optional.empty());
  }

  /**
   * Shows the moment after an event and stops there.
   *
   * @param number of the event
   */
  public void show(int number) {
    playing.set(false);
    go(recording.index(number));
  }

  void seek(double replaySeconds) {
    playing.set(false);
    go(time().nearest(replaySeconds));
  }

  private void go(int index) {
    if (!recording.isEmpty()) {
      int within = Math.max(0, Math.min(recording.entries().size() - 1, index));
      clock = time().at(within);
      moment.set(Optional.of(recording.entries().get(within).number()));
    }
  }

  /** The next run that is opened is shown at its first moment, not at its last. */
  public void expectBeginning() {
    fromBeginning = true;
  }

  /** Told when another run is in the recording, before its first moment is shown. */
  void setOnOpened(Runnable told) {
    onOpened = told;
  }

  /** Another run is in the recording. */
  public void opened() {
    onOpened.run();
    repeatNothing();
    if (fromBeginning) {
      first();
    }
    fromBeginning = false;
  }

  /** Shows the first moment. */
  public void first() {
    playing.set(false);
    go(0);
  }

  /**
   * Goes on by events, back for negative ones; past the last event it is now.
   *
   * @param events how many, negative to go back
   */
  public void step(int events) {
    playing.set(false);
    int to = index() + events;
    if (to >= recording.entries().size()) {
      live();
    } else {
      go(to);
    }
  }

  /**
   * Shows the decision of the next round, or of the one before.
   *
   * @param direction 1 for the next round, -1 for the one before
   */
  public void jumpRound(int direction) {
    playing.set(false);
    if (recording.isEmpty()) {
      return;
    }
    int from = index();
    int round = recording.entries().get(from).event().round();
    OptionalInt own = momentOf(round);
    boolean ownLiesThere =
        own.isPresent() && Integer.signum(recording.index(own.getAsInt()) - from) == direction;
    OptionalInt target = ownLiesThere ? own : momentOf(round + direction);
    if (target.isPresent()) {
      go(recording.index(target.getAsInt()));
    } else if (direction < 0) {
      go(0);
    } else {
      live();
    }
  }

  private boolean within(Loop range, int index) {
    return index >= recording.index(range.from()) && index < recording.index(range.to());
  }

  private OptionalInt momentOf(int round) {
    return recording.momentOfRound(round);
  }

  /** Plays or pauses; from now it plays from the beginning. */
  public void togglePlay() {
    if (playing.get()) {
      playing.set(false);
    } else if (!recording.isEmpty()) {
      go(moment.get().isPresent() || anchor.isPresent() ? index() : 0);
      if (loop.get().isPresent() && !within(loop.get().get(), index())) {
        go(recording.index(loop.get().get().from()));
      }
      lastFrame = 0;
      playing.set(true);
    }
  }

  /**
   * Moves on while it plays; at the end it is now again.
   *
   * @param nanos time of the frame
   */
  public void frame(long nanos) {
    if (!playing.get()) {
      return;
    }
    // a frame that came late must not leap over the run
    double elapsed = lastFrame == 0 ? 0 : Math.min(LONGEST_FRAME, (nanos - lastFrame) / 1e9);
    lastFrame = nanos;
    clock += elapsed * speed.get();
    if (loop.get().isPresent()) {
      int last = recording.index(loop.get().get().to());
      if (clock > time().at(last) + Math.max(LOOP_REST, time().pauseAfter(last))) {
        clock = time().at(recording.index(loop.get().get().from()));
      }
      int held = Math.min(last, time().index(clock));
      // setting the very same again would draw everything anew in each frame
      if (held != index()) {
        moment.set(Optional.of(recording.entries().get(held).number()));
      }
      return;
    }
    int index = time().index(clock);
    if (clock >= time().length()) {
      live();
    } else if (index != index()) {
      moment.set(Optional.of(recording.entries().get(index).number()));
    }
  }
}
