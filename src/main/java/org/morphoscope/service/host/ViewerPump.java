package org.morphoscope.service.host;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.morphoscope.journal.codec.WireCodec;
import org.morphoscope.run.AskingDecider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.Ask;
import org.morphoscope.service.HostedRun;
import org.morphoscope.service.HostedRun.Passing;
import org.morphoscope.service.Lead;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.LeadState;
import org.morphoscope.service.wire.Lines;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.Messages.Hello;
import org.morphoscope.service.wire.Messages.State;
import org.morphoscope.service.wire.Outbox;

/**
 * Sends one viewer everything, on a thread of its own: only the slow viewer waits for himself. What
 * the engine tells only rings a bell.
 */
final class ViewerPump implements RunListener {
  private static final long SIGN_OF_LIFE = 2_000_000_000L;
  private static final long SOON = 5_000_000L;

  private final Watched run;
  private final Link link;
  private final Hello viewer;
  private final Lines lines;
  private final long first;
  private final Outbox outbox;
  private final LongSupplier clock;
  private final Map<Class<?>, Passing> sentPassing = new HashMap<>();
  private volatile boolean ending;
  private State sentState;
  private long sentAt;

  ViewerPump(Watched run, Link link, Hello viewer, Lines lines, Outbox outbox, LongSupplier clock) {
    this.run = run;
    this.link = link;
    this.viewer = viewer;
    this.lines = lines;
    this.first = lines.cursor();
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public void event(long number, GrowthEvent event) {
    ending |= event instanceof GrowthEvent.RunEnded;
    outbox.ring();
  }

  @Override
  public void changed() {
    outbox.ring();
  }

  /** Sends until the run is over and told, or the link is cut. */
  void run() throws IOException, InterruptedException {
    while (!outbox.isClosed()) {
      boolean done = run.isDone();
      HostedRun.Told told = run.told();
      long early = step(told);
      if (early == 0) {
        continue;
      }
      lines.flushSkipped(link);
      boolean over = done && lines.cursor() == told.lines();
      sendState(over);
      if (over) {
        return;
      }
      outbox.await(Math.min(early, ending ? SOON : SIGN_OF_LIFE));
    }
  }

  /**
   * Sends what there is.
   *
   * @return nanoseconds to wait for more; 0 when there may be more now
   */
  private long step(HostedRun.Told told) throws IOException {
    Frame reply = outbox.poll();
    if (reply != null) {
      link.send(reply);
      return 0;
    }
    for (Passing each : told.passing()) {
      // a start belongs between two lines, the rest to the end of what there is
      boolean start = each.event() instanceof GrowthEvent.RunStarted;
      boolean due =
          start
              ? each.at() >= first && lines.cursor() >= each.at()
              : lines.cursor() == told.lines();
      if (due && sentPassing.get(each.event().getClass()) != each) {
        sentPassing.put(each.event().getClass(), each);
        lines.flushSkipped(link);
        link.send(
            new Frame(
                Kind.PASSING, lines.cursor(), MessageJson.bytes(WireCodec.encode(each.event()))));
        sentAt = clock.getAsLong();
      }
    }
    if (lines.cursor() >= told.lines()) {
      return SIGN_OF_LIFE;
    }
    long early = lines.send(link, told.lines());
    if (early == 0) {
      sentAt = clock.getAsLong();
    }
    return early;
  }

  private void sendState(boolean over) throws IOException {
    State now = state(over);
    if (now.isLike(sentState) && clock.getAsLong() - sentAt < SIGN_OF_LIFE) {
      return;
    }
    link.send(Frame.of(Kind.STATE, MessageJson.bytes(now.encode())));
    sentState = now;
    sentAt = clock.getAsLong();
  }

  private State state(boolean over) {
    if (run.live().isEmpty()) {
      return new State(
          run.resting().epoch(),
          false,
          List.of(),
          Ask.nobody(),
          -1,
          Double.NaN,
          LeadState.NOBODY,
          1,
          over);
    }
    HostedRun live = run.live().get();
    AskingDecider asking = live.asking();
    // the answer to a question follows its proposal, or nobody could be shown what is asked
    long question =
        live.question().map(HostedRun.Question::number).filter(n -> n < lines.cursor()).orElse(-1L);
    OptionalDouble left = asking.secondsLeft();
    return new State(
        live.told().epoch(),
        live.control().isPaused(),
        live.control().locked().stream().sorted().toList(),
        new Ask(asking.mode(), asking.seconds()),
        question,
        question >= 0 && left.isPresent() ? left.getAsDouble() : Double.NaN,
        lead(live.lead()),
        live.viewers(),
        over);
  }

  private LeadState lead(Lead lead) {
    boolean leads = lead.isHeldBy(viewer.viewer());
    boolean asks = lead.isAskedBy(viewer.viewer());
    return new LeadState(leads, lead.holder(), asks, lead.asker());
  }
}
