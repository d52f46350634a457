package org.morphoscope.ui.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.run.Asking;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunChange;
import org.morphoscope.service.Ask;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStart;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.run.RunRequest;

/**
 * Puts another run in the place of the one on show: started, attached to, read from the disk, or
 * the same one taken up again. Used on the JavaFX thread.
 */
public final class RunOpener {
  private final RunSession session;
  private final Services services;
  private final Engines engines;
  private final Fx engine;
  private final Fx background;
  private final RunFolders folders;
  private Consumer<String> refused = sentence -> {};

  /**
   * @param session has the run on show
   * @param services what the window gets from outside
   * @param engines the services that have engines
   * @param engine runs its work in order, so that the engine is loaded before it is asked
   * @param background reads recorded runs, which need no engine
   */
  public RunOpener(
      RunSession session, Services services, Engines engines, Fx engine, Fx background) {
    this.session = session;
    this.services = services;
    this.engines = engines;
    this.engine = engine;
    this.background = background;
    this.folders = new RunFolders(services.runsFolder());
  }

  /**
   * Told, in a sentence, what a service did not do that was asked of it.
   *
   * @param told gets the sentence, on the JavaFX thread
   */
  public void setOnRefused(Consumer<String> told) {
    refused = told;
  }

  private RunFeed feed(boolean live) {
    return new RunFeed(live, sentence -> engine.later(() -> refused.accept(sentence)));
  }

  /**
   * Starts a run here. The one before goes on, and stays on show, until the new one has begun.
   *
   * @param request data, net, setting and who decides
   * @param begun called when the new run has taken the place of the one before
   * @param failed told why it did not begin, for example because its data cannot be opened
   */
  public void start(RunRequest request, Runnable begun, Consumer<Throwable> failed) {
    start(Optional.empty(), request, begun, failed);
  }

  /**
   * As {@link #start(RunRequest, Runnable, Consumer)}.
   *
   * @param where has the engine; empty for the one of this machine
   * @param request data, net, setting and who decides
   * @param begun called when the new run has taken the place of the one before
   * @param failed gets what was thrown, on the JavaFX thread
   */
  public void start(
      Optional<RunService> where, RunRequest request, Runnable begun, Consumer<Throwable> failed) {
    RunFeed feed = feed(true);
    engine.call(
        () -> {
          RunService service = where.isPresent() ? where.get() : engines.local();
          String id = folders.fresh(request.config().seedNet().name());
          Ask ask = new Ask(request.mode(), request.seconds());
          return new Attachment(
              service, service.start(new RunStart(id, request.config(), ask), feed), feed);
        },
        started -> {
          session.opens(started);
          feed.whenBegun(
              event ->
                  engine.later(
                      () -> {
                        session.opened(started);
                        if (event instanceof GrowthEvent.RunEnded end) {
                          failed.accept(new IOException(end.message()));
                        } else {
                          session.take(started);
                          begun.run();
                        }
                      }));
        },
        failed);
  }

  /**
   * Shows a run of a service from its beginning on, and what it does.
   *
   * @param where has the engine; empty for the one of this machine
   * @param id name of the run with the service
   * @param attached called when the run has taken the place of the one before
   * @param failed gets what was thrown, on the JavaFX thread
   */
  public void attach(
      Optional<RunService> where, String id, Runnable attached, Consumer<Throwable> failed) {
    RunFeed feed = feed(false);
    engine.call(
        () -> {
          RunService service = where.isPresent() ? where.get() : engines.local();
          return new Attachment(service, service.attach(id, feed), feed);
        },
        run -> {
          session.take(run);
          attached.run();
        },
        failed);
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
          session.take(
              recorded,
              channel,
              new FolderWatch(
                  opened.arrivals(),
                  opened.events(),
                  channel,
                  e -> background.later(() -> failed.accept(e))));
          shown.run();
        },
        failed);
  }

  private record Opened(Services.Arrivals arrivals, List<GrowthEvent> events) {}

  /**
   * Takes back a round and all after it; the run goes on after the round before, paused if it was,
   * and asks about the next proposal. Of a recording, a copy is what goes on.
   *
   * @param round number of the round, at least 1
   * @param undone called when the run goes on
   * @param failed gets what was thrown, on the JavaFX thread
   */
  public void undo(int round, Runnable undone, Consumer<Throwable> failed) {
    Ask ask = new Ask(Asking.Mode.ASK, session.asking().seconds());
    goOn((service, id, feed) -> service.undo(id, round, ask, feed), undone, failed);
  }

  /**
   * Goes on after the last round of the run on show; of a recording, a copy is what goes on.
   *
   * @param mode who decides from there on
   * @param resumed called when the run goes on
   * @param failed gets what was thrown, on the JavaFX thread
   */
  public void resume(Asking.Mode mode, Runnable resumed, Consumer<Throwable> failed) {
    Ask ask = new Ask(mode, session.asking().seconds());
    goOn((service, id, feed) -> service.resume(id, RunChange.none(), ask, feed), resumed, failed);
  }

  private void goOn(Continuation how, Runnable begun, Consumer<Throwable> failed) {
    Optional<Attachment> before = session.attachment();
    boolean paused = session.isPaused();
    Path place = session.folder().orElseThrow();
    RunFeed feed = feed(true);
    engine.call(
        () -> how.of(before, place, paused, feed, engines, folders),
        again -> {
          session.take(again);
          begun.run();
        },
        failed);
  }
}
