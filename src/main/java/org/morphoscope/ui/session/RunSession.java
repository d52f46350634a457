package org.morphoscope.ui.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.morphoscope.run.AskingDecider;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.GrowthService;
import org.morphoscope.service.RunHandle;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.run.RunRequest;

/** The engine and the run at hand, as the window drives them. Used on the JavaFX thread. */
public final class RunSession {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final Services services;
  private final Fx engine;
  private final Fx background;
  private final EventPump pump;
  private volatile GrowthService loaded;
  private RunHandle handle;
  private Optional<Path> folder = Optional.empty();
  private AskingDecider decider = asking(AskingDecider.Mode.AUTOMATIC, 1);

  /**
   * @param engine runs its work in order, so that the engine is loaded before it is asked
   * @param background reads recorded runs, which need no engine
   */
  public RunSession(Services services, Fx engine, Fx background, EventPump pump) {
    this.services = services;
    this.engine = engine;
    this.background = background;
    this.pump = pump;
  }

  private static AskingDecider asking(AskingDecider.Mode mode, double seconds) {
    return new AskingDecider(mode, seconds, System::nanoTime);
  }

  /** Loads the engine; tells its name, or why there is none. */
  public void load(Consumer<String> described, Consumer<Throwable> failed) {
    engine.call(() -> service().describeBackend(), described, failed);
  }

  private GrowthService service() {
    if (loaded == null) {
      loaded = services.growth().get();
    }
    return loaded;
  }

  /** Starts a run; the one before is stopped as soon as the new one is under way. */
  public void start(RunRequest request, Runnable started, Consumer<Throwable> failed) {
    AskingDecider answers = asking(request.mode(), request.seconds());
    EventChannel channel = new EventChannel();
    engine.call(
        () -> {
          Path made = newFolder(request.config());
          return new Started(made, service().start(request.config(), made, answers, channel));
        },
        running -> {
          stop();
          folder = Optional.of(running.folder());
          handle = running.handle();
          decider = answers;
          pump.connect(channel);
          started.run();
        },
        failed);
  }

  private record Started(Path folder, RunHandle handle) {}

  private Path newFolder(RunConfig config) throws IOException {
    String name = LocalDateTime.now().format(STAMP) + "-" + config.seedNet().name();
    Path folder = services.runsFolder().resolve(name);
    for (int i = 2; Files.exists(folder); i++) {
      folder = services.runsFolder().resolve(name + "-" + i);
    }
    Files.createDirectories(services.runsFolder());
    return folder;
  }

  /** Shows a recorded run. */
  public void replay(Path recorded, Runnable shown, Consumer<Throwable> failed) {
    background.call(
        () -> services.replay().read(recorded),
        events -> {
          EventChannel channel = new EventChannel();
          channel.acceptAll(events);
          folder = Optional.of(recorded);
          pump.connect(channel);
          shown.run();
        },
        failed);
  }

  /** Folder of the run on show; empty while there is none. */
  public Optional<Path> folder() {
    return folder;
  }

  public AskingDecider decider() {
    return decider;
  }

  public void setMode(AskingDecider.Mode mode, int seconds) {
    decider.setMode(mode, seconds);
  }

  private Optional<RunHandle> running() {
    return Optional.ofNullable(handle).filter(run -> !run.isDone());
  }

  public boolean isRunning() {
    return running().isPresent();
  }

  public boolean isPaused() {
    return running().map(run -> run.control().isPaused()).orElse(false);
  }

  /** Width groups that the run that goes on leaves as they are. */
  public Set<Integer> locked() {
    return running().map(run -> run.control().locked()).orElse(Set.of());
  }

  public void setLocked(Set<Integer> groups) {
    running().ifPresent(run -> run.control().setLocked(groups));
  }

  /** Whether a round can be taken back now: nothing is being computed. */
  public boolean rests() {
    return folder.isPresent() && (!isRunning() || isPaused() || decider.pending().isPresent());
  }

  /**
   * Takes back a round and all after it; the run goes on after the round before, paused if it was,
   * and asks about the next proposal.
   */
  public void undo(int round, Runnable undone, Consumer<Throwable> failed) {
    Optional<RunHandle> before = Optional.ofNullable(handle);
    boolean wasPaused = isPaused();
    Path of = folder.orElseThrow();
    AskingDecider answers = asking(AskingDecider.Mode.ASK, decider.seconds());
    EventChannel channel = new EventChannel();
    engine.call(
        () -> {
          if (before.isPresent()) {
            // its files must be closed before they are written by another
            before.get().control().stop();
            before.get().await();
          }
          RunHandle again = service().undo(of, round, answers, channel);
          if (wasPaused) {
            again.control().pause();
          }
          return again;
        },
        again -> {
          handle = again;
          decider = answers;
          pump.connect(channel);
          undone.run();
        },
        failed);
  }

  public void togglePause() {
    running()
        .ifPresent(
            run -> {
              if (run.control().isPaused()) {
                run.control().resume();
              } else {
                run.control().pause();
              }
            });
  }

  public void step() {
    running().ifPresent(run -> run.control().stepRound());
  }

  public void stop() {
    running().ifPresent(run -> run.control().stop());
  }
}
