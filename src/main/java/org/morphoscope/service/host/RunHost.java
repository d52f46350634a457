package org.morphoscope.service.host;

import java.io.IOException;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;
import org.morphoscope.service.HostedRun;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.Role;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.FrameException;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.Messages.Hello;
import org.morphoscope.service.wire.RefusedException;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's side of all links of a process. */
public final class RunHost {
  /** Scores per second that somebody gets who may only watch. */
  static final double WATCHED_SCORES = 2;

  private static final Logger LOG = LoggerFactory.getLogger(RunHost.class);

  private final HostedRuns runs;
  private final String version;
  private final HostCalls calls;
  private final LongSupplier clock;
  private final Map<HostedRun, Wishes> wishes = new WeakHashMap<>();

  /**
   * @param runs of this process
   * @param version of the program
   * @param policy what clients may ask for
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public RunHost(HostedRuns runs, String version, HostPolicy policy, LongSupplier clock) {
    this.runs = runs;
    this.version = version;
    this.calls = new HostCalls(runs, version, policy);
    this.clock = clock;
  }

  HostedRuns runs() {
    return runs;
  }

  String version() {
    return version;
  }

  /**
   * {@return what the viewers of a run want of it, the same object for all of them}
   *
   * @param run the run
   */
  public synchronized Wishes wishes(HostedRun run) {
    return wishes.computeIfAbsent(run, Wishes::new);
  }

  /**
   * Serves a link until it is cut: a viewer, or calls one after the other. On the calling thread.
   *
   * @param link to the other side
   * @param role what the other side has shown that it may do
   * @param who the other side, for the log
   */
  public void serve(Link link, Role role, String who) {
    try {
      boolean first = true;
      while (true) {
        Frame frame = link.receive();
        if (frame.kind() == Kind.HELLO && first) {
          Hello hello = MessageJson.read(frame, Hello::decode);
          LOG.info("{} follows run {} as {}", who, hello.run(), MessageJson.word(role));
          new ViewerSession(this, link, role, clock).serve(hello);
          return;
        } else if (frame.kind() == Kind.CALL) {
          calls.answer(link, role, frame);
        } else {
          throw new FrameException(
              Texts.of("expected a greeting or a call, found a frame %s.", word(frame)));
        }
        first = false;
      }
    } catch (FrameException | RefusedException e) {
      LOG.warn("{} is refused: {}", who, e.getMessage());
      refuse(link, e.getMessage());
    } catch (IOException e) {
      LOG.debug("{} has left", who, e);
    } catch (RuntimeException e) {
      LOG.error("serving {} failed", who, e);
      refuse(link, "The service failed; its log has the details.");
    } finally {
      link.close();
    }
  }

  private static String word(Frame frame) {
    return MessageJson.word(frame.kind());
  }

  private static void refuse(Link link, String sentence) {
    try {
      link.send(Frame.sentence(Kind.REFUSED, sentence));
    } catch (IOException e) {
      LOG.debug("nobody is there to be told", e);
    }
  }

  Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
