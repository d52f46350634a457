package org.morphoscope.ui.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.run.Asking;
import org.morphoscope.run.AskingDecider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.GrowthService;
import org.morphoscope.service.RunHandle;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.run.RunRequest;

/** The engine and the run at hand, as the window drives them. Used on the JavaFX thread. */
public final class RunSession {
  private final Services services;
  private final Fx engine;
  private final Fx background;
  private final EventPump pump;
  private volatile GrowthService loaded;
  private final RunFolders folders;
  // the run on show
  private Optional<RunHandle> handle = Optional.empty();
  // A run that has not begun: its data is being opened
  private Optional<RunHandle> opening = Optional.empty();
  private Optional<Path> folder = Optional.empty();
  private boolean recording;
  // looks whether the recorded run on show goes on
  private Optional<FolderWatch> watch = Optional.empty();
  private AskingDecider decider = asking(Asking.Mode.AUTOMATIC, 1);

  /**
   * @param services what the window gets from outside
   * @param engine runs its work in order, so that the engine is loaded before it is asked
   * @param background reads recorded runs, which need no engine
   * @param pump hands the events of the run on show to the window
   */
  public RunSession(Services services, Fx engine, Fx background, EventPump pump) {
    this.services = services;
    this.engine = engine;
    this.background = background;
    this.pump = pump;
    this.folders = new RunFolders(services.runsFolder());
  }

  private static AskingDecider asking(Asking.Mode mode, double seconds) {
    return new AskingDecider(mode, seconds, System::nanoTime);
  }

  /**
   * @param described gets the backend in words once it is loaded, on the JavaFX thread
   * @param failed gets the reason why there is none, on the JavaFX thread
   */
  public void load(Consumer<String> described, Consumer<Throwable> failed) {
    engine.call(() -> service().describeBackend(), described, failed);
  }

  private GrowthService service() {
    if (loaded == null) {
      loaded = services.growth().get();
    }
    return loaded;
  }

  /**
   * Starts a run. The one before goes on, and stays on show, until the new one has begun.
   *
   * @param request data, net, setting and who decides
   * @param begun called when the new run has taken the place of the one before
   * @param failed told why it did not begin, for example because its data cannot be opened
   */
  public void start(RunRequest request, Runnable begun, Consumer<Throwable> failed) {
    AskingDecider answers = asking(request.mode(), request.seconds());
    EventChannel channel = new EventChannel();
    FirstEvent first = new FirstEvent(channel);
    engine.call(
        () -> {
          Path made = folders.fresh(request.config().seedNet().name());
          return new Started(made, service().start(request.config(), made, answers, first));
        },
        started -> {
          opening.ifPresent(other -> other.control().stop());
          opening = Optional.of(started.handle());
          first.whenThere(
              event ->
                  engine.later(
                      () -> {
                        opening = opening.filter(run -> run != started.handle());
                        if (event instanceof GrowthEvent.RunEnded end) {
                          failed.accept(new IOException(end.message()));
                        } else {
                          handle.ifPresent(before -> before.control().stop());
                          take(started, answers, channel);
                          begun.run();
                        }
                      }));
        },
        failed);
  }

  private record Started(Path folder, RunHandle handle) {}

  private void take(Started run, AskingDecider answers, EventChannel channel) {
    endWatch();
    folder = Optional.of(run.folder());
    recording = false;
    handle = Optional.of(run.handle());
    decider = answers;
    pump.connect(channel);
  }

  /**
   * Shows a recorded run; of one that another process grows, also what comes from now on.
   *
   * @param recorded folder of the run
   * @param shown called when the run has taken the place of the one before
   * @param failed told why it cannot be shown, or why what comes cannot be read any more
   */
  public void replay(Path recorded, Runnable shown, Consumer<Throwable> failed) {
    background.call(
        () -> {
          Services.Arrivals arrivals = services.replay().follow(recorded);
          return new Opened(arrivals, arrivals.next());
        },
        opened -> {
          EventChannel channel = new EventChannel();
          channel.acceptAll(opened.events());
          endWatch();
          folder = Optional.of(recorded);
          recording = true;
          handle = Optional.empty();
          pump.connect(channel);
          FolderWatch watching =
              new FolderWatch(
                  opened.arrivals(),
                  opened.events(),
                  channel,
                  e -> background.later(() -> failed.accept(e)));
          watching.start();
          watch = Optional.of(watching);
          shown.run();
        },
        failed);
  }

  private record Opened(Services.Arrivals arrivals, List<GrowthEvent> events) {}

  private void endWatch() {
    watch.ifPresent(FolderWatch::stop);
    watch = Optional.empty();
  }

  /** {@return whether the run on show goes on in another process: to look at, not to steer} */
  public boolean isWatching() {
    return watch.filter(FolderWatch::underWay).isPresent();
  }

  /** {@return the time for which a run that is watched has told nothing; 0 when none is watched} */
  public Duration quiet() {
    return watch.map(FolderWatch::quiet).orElse(Duration.ZERO);
  }

  /**
   * @param events that have just come
   * @return when, in seconds on a clock; empty for those of a record, which has its own times
   */
  public OptionalDouble arrival(List<GrowthEvent> events) {
    boolean live =
        isRunning()
            || isWatching()
                && !events.isEmpty()
                && !(events.get(0) instanceof GrowthEvent.RunStarted);
    return live ? OptionalDouble.of(System.nanoTime() / 1e9) : OptionalDouble.empty();
  }

  /** {@return the folder of the run on show; empty while there is none} */
  public Optional<Path> folder() {
    return folder;
  }

  /** {@return whether the run on show was opened from the disk: it stays as it was recorded} */
  public boolean isRecording() {
    return recording;
  }

  /** {@return whether a new run is about to begin: its data is being opened} */
  public boolean isOpening() {
    return opening.isPresent();
  }

  /** {@return who asks about the proposals of the run on show} */
  public AskingDecider decider() {
    return decider;
  }

  /**
   * @param mode how long to wait for a person from now on
   * @param seconds length of a countdown
   */
  public void setMode(Asking.Mode mode, int seconds) {
    decider.setMode(mode, seconds);
  }

  private Optional<RunHandle> running() {
    return handle.filter(run -> !run.isDone());
  }

  /** {@return whether a run of this window goes on, paused or not} */
  public boolean isRunning() {
    return running().isPresent();
  }

  /** The run that buttons steer: one that is about to begin before the one on show. */
  private Optional<RunHandle> steered() {
    return opening.isPresent() ? opening : running();
  }

  /** {@return whether the run that goes on waits at the person's wish} */
  public boolean isPaused() {
    return steered().map(run -> run.control().isPaused()).orElse(false);
  }

  /** {@return the width groups that the run that goes on leaves as they are} */
  public Set<Integer> locked() {
    return running().map(run -> run.control().locked()).orElse(Set.of());
  }

  /**
   * @param groups indices of the width groups that the run that goes on is to leave as they are
   */
  public void setLocked(Set<Integer> groups) {
    running().ifPresent(run -> run.control().setLocked(groups));
  }

  /** {@return whether a round can be taken back now: nothing is being computed} */
  public boolean rests() {
    return folder.isPresent() && (!isRunning() || isPaused() || decider.pending().isPresent());
  }

  /**
   * Takes back a round and all after it; the run goes on after the round before, paused if it was,
   * and asks about the next proposal. Of a recording, a copy is what goes on.
   *
   * @param round number of the round, at least 1
   * @param undone called when the run goes on
   * @param failed gets what was thrown, on the JavaFX thread
   */
  public void undo(int round, Runnable undone, Consumer<Throwable> failed) {
    goOn(
        Asking.Mode.ASK,
        (place, answers, channel) -> service().undo(place, round, answers, channel),
        undone,
        failed);
  }

  /**
   * Goes on after the last round of the run on show; of a recording, a copy is what goes on.
   *
   * @param mode who decides from there on
   * @param resumed called when the run goes on
   * @param failed gets what was thrown, on the JavaFX thread
   */
  public void resume(Asking.Mode mode, Runnable resumed, Consumer<Throwable> failed) {
    goOn(
        mode,
        (place, answers, channel) -> service().resume(place, answers, channel),
        resumed,
        failed);
  }

  /** How a run goes on. */
  @FunctionalInterface
  private interface Continuation {
    RunHandle begin(Path folder, AskingDecider answers, EventChannel channel) throws IOException;
  }

  private void goOn(
      Asking.Mode mode, Continuation how, Runnable begun, Consumer<Throwable> failed) {
    Optional<RunHandle> before = handle;
    boolean wasPaused = isPaused();
    boolean copied = recording;
    Path shown = folder.orElseThrow();
    AskingDecider answers = asking(mode, decider.seconds());
    EventChannel channel = new EventChannel();
    engine.call(
        () -> {
          if (before.isPresent()) {
            // its files must be closed before they are written by another
            before.get().control().stop();
            before.get().await();
          }
          Path place = copied ? folders.copy(shown) : shown;
          RunHandle again;
          try {
            again = how.begin(place, answers, channel);
          } catch (IOException | RuntimeException e) {
            if (copied) {
              Durable.deleteTree(place);
            }
            throw e;
          }
          if (wasPaused) {
            again.control().pause();
          }
          return new Started(place, again);
        },
        again -> {
          take(again, answers, channel);
          begun.run();
        },
        failed);
  }

  /** Pauses the run that goes on, or lets it go on; nothing happens without one. */
  public void togglePause() {
    steered()
        .ifPresent(
            run -> {
              if (run.control().isPaused()) {
                run.control().resume();
              } else {
                run.control().pause();
              }
            });
  }

  /** Lets the run that goes on play one round and then pause; nothing happens without one. */
  public void step() {
    steered().ifPresent(run -> run.control().stepRound());
  }

  /** Ends the run that goes on, and one that has not begun yet. */
  public void stop() {
    opening.ifPresent(run -> run.control().stop());
    running().ifPresent(run -> run.control().stop());
  }

  /** Ends the run as {@link #stop} does, and looks at no other any more. */
  public void close() {
    stop();
    endWatch();
  }
}
