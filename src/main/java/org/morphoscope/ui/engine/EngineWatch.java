package org.morphoscope.ui.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.service.Connection;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunService;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.frame.StatusBar;
import org.morphoscope.ui.session.Engines;
import org.morphoscope.ui.session.RunSession;

/**
 * The engine of the run on show: where it is, how it is, how many watch; what befalls it is told
 * once, with what can be done. Looked at once per frame.
 */
public final class EngineWatch {
  private final StatusBar status;
  private final Banner banner;
  private final RunSession session;
  private final Engines engines;
  private final Runnable goOn;
  private String local = "";
  private String shown = "";
  private Connection told = Connection.connected();
  private Optional<LiveRun> run = Optional.empty();
  private String lost = "";
  private String asker = "";

  /**
   * @param status shows place and state of the engine
   * @param banner tells what befalls it
   * @param session has the run on show
   * @param engines the services of this machine and others
   * @param goOn goes on with the run on show after its last complete round
   */
  public EngineWatch(
      StatusBar status, Banner banner, RunSession session, Engines engines, Runnable goOn) {
    this.status = status;
    this.banner = banner;
    this.session = session;
    this.engines = engines;
    this.goOn = goOn;
  }

  /**
   * Loads the engine of this machine and shows what it is.
   *
   * @param described told its kernels and device
   * @param growing told the names of runs that it grows without a window
   */
  public void load(Consumer<String> described, Consumer<List<String>> growing) {
    engines.load(
        name -> {
          status.setBackend(name);
          described.accept(name);
        },
        place -> local = place,
        error -> {
          status.setBackend("no engine");
          banner.report(error);
        });
    engines.growing(growing, banner::report);
  }

  /** Looks at the engine anew. */
  public void show() {
    Connection now = session.connection();
    boolean another = !session.run().equals(run);
    if (another) {
      run = session.run();
      told = Connection.connected();
    }
    if (!now.equals(told)) {
      Connection before = told;
      told = now;
      tell(before, now);
    }
    tellAsker(session.lead().asker());
    String text = text(now);
    if (!text.equals(shown)) {
      shown = text;
      status.setEngine(
          text, "Where the run on show is grown; it goes on there without this window");
    }
  }

  private String text(Connection now) {
    Optional<RunService> service =
        session.service().filter(its -> its.place() != RunService.Place.THREAD);
    if (service.isEmpty()) {
      return local;
    }
    String state =
        switch (now.state()) {
          case CONNECTED, CLOSED -> "";
          case LOST -> ": connection lost";
          case RECONNECTING -> ": connecting again";
          case ENGINE_DIED -> ": gone";
          case REFUSED -> ": refused";
        };
    int viewers = run.map(LiveRun::viewers).orElse(1);
    String leader = session.lead().elsewhere();
    String others =
        (viewers > 1 ? ", " + viewers + " watch" : "")
            + (leader.isEmpty() ? "" : ", " + leader + " has the lead")
            + (asker.isEmpty() ? "" : ", " + asker + " asks for the lead");
    return service.get().whereabouts() + state + (state.isEmpty() ? others : "");
  }

  /** Asks the person, once for every wish; the status bar goes on telling of it. */
  private void tellAsker(String now) {
    if (now.equals(asker)) {
      return;
    }
    if (banner.shows(wish(asker))) {
      banner.clear();
    }
    asker = now;
    if (!now.isEmpty()) {
      banner.choose(
          wish(now), "Hand it over", session.lead()::hand, "Keep it", session.lead()::keep);
    }
  }

  private static String wish(String who) {
    return who + " asks for the lead of this run, to decide and to steer.";
  }

  private void tell(Connection before, Connection now) {
    switch (now.state()) {
      case CONNECTED, CLOSED -> {
        if (before.state() != Connection.State.CONNECTED && banner.shows(lost)) {
          banner.clear();
        }
      }
      case LOST -> {
        lost = sentence(now) + " What was shown stays; the window tries to connect again.";
        banner.info(lost);
      }
      case RECONNECTING -> {}
      case ENGINE_DIED -> banner.error(sentence(now), "Go on from there", goOn);
      case REFUSED -> banner.error(sentence(now));
    }
  }

  private static String sentence(Connection now) {
    String reason = now.reason().isBlank() ? "The engine does not answer." : now.reason();
    String whole = reason.endsWith(".") ? reason : reason + ".";
    return now.log().isBlank() || whole.contains(now.log())
        ? whole
        : whole + " Its log is " + now.log() + ".";
  }
}
