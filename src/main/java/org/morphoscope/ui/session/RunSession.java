package org.morphoscope.ui.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.morphoscope.run.Asking;
import org.morphoscope.run.AskingDecider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.service.Connection;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunService;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.model.Chooser;

/** The run at hand and the service that has its engine. Used on the JavaFX thread. */
public final class RunSession {
  private final Fx background;
  private final EventPump pump;

  /** Nobody is asked about a run that is read from the disk. */
  private final Asking nobody = new AskingDecider(Asking.Mode.AUTOMATIC, 1, System::nanoTime);

  /** The run on show, when a service has it. */
  private Optional<Attachment> shown = Optional.empty();

  /** A run that has not begun: its data is being opened. */
  private Optional<Attachment> opening = Optional.empty();

  private Optional<Path> folder = Optional.empty();
  private boolean recording;

  /** Looks whether the recorded run on show goes on. */
  private Optional<FolderWatch> watch = Optional.empty();

  /**
   * @param background reads what an export needs
   * @param pump hands the events of the run on show to the window
   */
  public RunSession(Fx background, EventPump pump) {
    this.background = background;
    this.pump = pump;
  }

  /** A run is about to begin: its data is being opened; one that was, is stopped. */
  void opens(Attachment starting) {
    opening.ifPresent(Attachment::stopAndLeave);
    opening = Optional.of(starting);
  }

  /** A run that was about to begin has begun or failed. */
  void opened(Attachment started) {
    opening = opening.filter(run -> run != started);
  }

  /** Puts a run of a service on show. */
  void take(Attachment next) {
    leave(true);
    folder = Optional.of(next.run().folder());
    recording = false;
    shown = Optional.of(next);
    pump.connect(next.feed().channel());
  }

  /** Puts a run from the disk on show. */
  void take(Path recorded, EventChannel channel, FolderWatch watching) {
    leave(true);
    folder = Optional.of(recorded);
    recording = true;
    pump.connect(channel);
    watching.start();
    watch = Optional.of(watching);
  }

  /** The run on show as a service has it; empty for one from the disk. */
  Optional<Attachment> attachment() {
    return shown;
  }

  /**
   * What is on show goes; a run of this machine ends.
   *
   * @param remoteGoesOn whether one of another machine goes on
   */
  private void leave(boolean remoteGoesOn) {
    watch.ifPresent(FolderWatch::stop);
    watch = Optional.empty();
    shown.ifPresent(
        before -> {
          if (remoteGoesOn && before.service().place() == RunService.Place.REMOTE) {
            before.run().close();
          } else {
            before.stopAndLeave();
          }
        });
    shown = Optional.empty();
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
   * {@return the time at which events came, in seconds on a clock; empty for those of a record,
   * which has times of its own}
   *
   * @param events that have just come
   */
  public OptionalDouble arrival(List<GrowthEvent> events) {
    boolean live =
        shown.map(run -> run.isRunning() && run.feed().isLive()).orElse(false)
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
  public Asking asking() {
    return shown.map(attached -> attached.run().asking()).orElse(nobody);
  }

  /**
   * {@return who chooses sets of an open question: this process, or the engine where it kept the
   * joint model}
   *
   * @param proposal the one that is asked about
   * @param otherShare share of the other resource in the price
   */
  public Chooser chooser(Proposal proposal, double otherShare) {
    return proposal.hasModel()
        ? DistantChooser.of(background, proposal, otherShare)
        : new DistantChooser(background, shown.orElseThrow().chooser(proposal.round()));
  }

  /**
   * Changes who decides from now on.
   *
   * @param mode how long to wait for a person
   * @param seconds length of a countdown
   */
  public void setMode(Asking.Mode mode, int seconds) {
    asking().setMode(mode, seconds);
  }

  /** {@return the run on show with its service; empty for one from the disk} */
  public Optional<LiveRun> run() {
    return shown.map(Attachment::run);
  }

  /** {@return the service of the run on show; empty for one from the disk} */
  public Optional<RunService> service() {
    return shown.map(Attachment::service);
  }

  /** {@return where the run on show stands with its engine} */
  public Connection connection() {
    return shown.map(attached -> attached.run().connection()).orElseGet(Connection::connected);
  }

  /**
   * {@return the reason why the run on show, which goes on, can only be watched here; empty when it
   * is steered here}
   */
  public Optional<String> readOnly() {
    return isWatching()
        ? Optional.of(
            "Another process grows this run. Here it can be watched and explored; pausing,"
                + " deciding, locking and stopping are up to that process.")
        : shown.flatMap(Attachment::readOnly);
  }

  /** {@return who leads the run on show} */
  public RunLead lead() {
    return new RunLead(() -> shown.filter(Attachment::isRunning));
  }

  private Optional<LiveRun> running() {
    return shown.filter(Attachment::isRunning).map(Attachment::run);
  }

  /** {@return whether the run on show goes on with an engine that this window is attached to} */
  public boolean isRunning() {
    return running().isPresent();
  }

  /** The run that buttons steer: one that is about to begin before the one on show. */
  private Optional<LiveRun> steered() {
    return opening.isPresent() ? opening.map(Attachment::run) : running();
  }

  /** {@return what pauses and ends runs} */
  public Steering steering() {
    return new Steering(this::steered, this::running);
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
   * Locks these width groups of the run that goes on, and no others; nothing happens without one.
   *
   * @param groups indices of width groups; empty: none
   */
  public void setLocked(Set<Integer> groups) {
    running().ifPresent(run -> run.control().setLocked(groups));
  }

  /** {@return whether a round can be taken back now: nothing is being computed} */
  public boolean rests() {
    return folder.isPresent() && (!isRunning() || isPaused() || asking().pending().isPresent());
  }

  /** {@return whether the run on show is grown on another machine} */
  public boolean isRemote() {
    return remote().isPresent();
  }

  /** {@return what the service of another machine knows of the run on show; empty for one here} */
  public Optional<RemoteRun> remote() {
    return shown
        .filter(attached -> attached.service().place() == RunService.Place.REMOTE)
        .map(attached -> new RemoteRun(attached.service(), attached.run().id()));
  }

  /**
   * Brings what an export needs of a run of another machine: its last checkpoint.
   *
   * @param here called when it is here, at once for a run of this machine
   * @param failed told why it cannot be brought
   */
  public void fetch(Runnable here, Consumer<Throwable> failed) {
    if (!isRemote()) {
      here.run();
      return;
    }
    Attachment attached = shown.orElseThrow();
    background.call(attached::fetch, rounds -> here.run(), failed);
  }

  /** {@return whether the run that goes on can go on without the window} */
  public boolean outlives() {
    return shown
        .filter(Attachment::isRunning)
        .filter(attached -> attached.service().place() != RunService.Place.THREAD)
        .isPresent();
  }

  /**
   * Lets go of everything.
   *
   * @param goesOn whether the run on show is left growing where its engine outlives the window
   */
  public void close(boolean goesOn) {
    opening.ifPresent(Attachment::stopAndLeave);
    if (goesOn && outlives()) {
      shown.ifPresent(attached -> attached.run().close());
      shown = Optional.empty();
    }
    leave(goesOn);
  }
}
