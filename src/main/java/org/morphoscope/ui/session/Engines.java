package org.morphoscope.ui.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunService;
import org.morphoscope.ui.kit.Fx;

/** The services that have engines: that of this machine, made when it is needed first. */
public final class Engines {
  private final Supplier<RunService> maker;
  private final Fx calls;
  private final Fx background;
  private final List<RunService> others = new ArrayList<>();
  private RunService made;

  /**
   * @param maker makes the service of this machine; called once, in the background
   * @param calls runs its work in order, so that the engine is loaded before it is asked
   * @param background work of every other kind
   */
  public Engines(Supplier<RunService> maker, Fx calls, Fx background) {
    this.maker = maker;
    this.calls = calls;
    this.background = background;
  }

  /** The service of this machine. May take seconds the first time. */
  synchronized RunService local() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }

  /**
   * Loads the engine of this machine; tells its name, or why there is none.
   *
   * @param described gets the backend in words, on the JavaFX thread
   * @param place told where it is, in words; empty for this process
   * @param failed gets what was thrown, on the JavaFX thread
   */
  public void load(Consumer<String> described, Consumer<String> place, Consumer<Throwable> failed) {
    calls.call(
        () -> new Described(local().describeBackend(), whereabouts(local())),
        found -> {
          described.accept(found.backend());
          place.accept(found.place());
        },
        failed);
  }

  private record Described(String backend, String place) {}

  private static String whereabouts(RunService service) {
    return service.place() == RunService.Place.THREAD ? "" : service.whereabouts();
  }

  /**
   * Tells the names of the runs that an engine of this machine grows without a window.
   *
   * @param found gets the names, on the JavaFX thread
   * @param failed gets what was thrown, on the JavaFX thread
   */
  public void growing(Consumer<List<String>> found, Consumer<Throwable> failed) {
    background.call(
        () -> {
          RunService service = local();
          return service.place() == RunService.Place.THREAD
              ? List.<String>of()
              : service.runs().stream()
                  .filter(
                      run ->
                          run.state() == RunOutline.State.RUNNING
                              || run.state() == RunOutline.State.QUEUED)
                  .map(RunOutline::id)
                  .toList();
        },
        found,
        failed);
  }

  /**
   * Leaves this service too, when the window is closed.
   *
   * @param service of another machine
   */
  public synchronized void use(RunService service) {
    others.add(service);
  }

  /** Leaves the services. May wait for them a little. */
  public synchronized void close() {
    if (made != null) {
      made.close();
    }
    others.forEach(RunService::close);
    others.clear();
  }
}
