package org.morphoscope.service.host;

import java.io.IOException;
import java.util.function.LongSupplier;
import org.morphoscope.service.HostedRun;
import org.morphoscope.service.Role;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.FrameException;
import org.morphoscope.service.wire.Lines;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.Messages;
import org.morphoscope.service.wire.Messages.Answer;
import org.morphoscope.service.wire.Messages.Control;
import org.morphoscope.service.wire.Messages.Hello;
import org.morphoscope.service.wire.Messages.LeadWish;
import org.morphoscope.service.wire.Messages.Reply;
import org.morphoscope.service.wire.Messages.Welcome;
import org.morphoscope.service.wire.Outbox;
import org.morphoscope.service.wire.RefusedException;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One viewer of one run, at the engine's side of the link. */
final class ViewerSession {
  private static final Logger LOG = LoggerFactory.getLogger(ViewerSession.class);

  private final RunHost host;
  private final Link link;
  private final Role role;
  private final LongSupplier clock;
  private final Outbox outbox = new Outbox();

  ViewerSession(RunHost host, Link link, Role role, LongSupplier clock) {
    this.host = host;
    this.link = link;
    this.role = role;
    this.clock = clock;
  }

  /** Serves until the run is over, the viewer leaves or the link is cut. */
  void serve(Hello hello) throws IOException {
    if (hello.newest() < Messages.OLDEST || hello.oldest() > Messages.NEWEST) {
      throw new RefusedException(
          Texts.of(
              "Version %s speaks protocols %d to %d, this one (%s) %d to %d; update the older of the two.",
              hello.program(),
              hello.oldest(),
              hello.newest(),
              host.version(),
              Messages.OLDEST,
              Messages.NEWEST));
    }
    Watched run = Watched.find(host.runs(), hello.run());
    if (role.includes(Role.DECIDE)) {
      run.live().ifPresent(live -> wish(live, hello));
    }
    HostedRun.Told told = run.told();
    long first = run.goOn(hello.epoch(), hello.lines());
    Welcome welcome =
        new Welcome(Math.min(hello.newest(), Messages.NEWEST), host.version(), told.epoch(), role);
    link.send(new Frame(Kind.WELCOME, first, MessageJson.bytes(welcome.encode())));
    Lines.Appetite wanted = new Lines.Appetite(rate(hello), hello.longest());
    try (Lines lines = new Lines(run.folder(), first, told.lines(), wanted, clock)) {
      ViewerPump pump = new ViewerPump(run, link, hello, lines, outbox, clock);
      run.live().ifPresent(live -> live.follow(pump));
      Thread reader = host.thread("viewer " + hello.name(), () -> listen(run, hello));
      try {
        reader.start();
        pump.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        run.live().ifPresent(live -> live.leave(pump));
        run.live().ifPresent(live -> live.lead().lost(hello.viewer()));
      }
    }
  }

  /** Who may only watch gets two scores a second. */
  private double rate(Hello hello) {
    double wanted = hello.scoresPerSecond();
    return role.includes(Role.DECIDE) || wanted > 0 && wanted < RunHost.WATCHED_SCORES
        ? wanted
        : RunHost.WATCHED_SCORES;
  }

  private static void wish(HostedRun run, Hello hello) {
    run.lead().returned(hello.viewer());
    if (hello.lead() == LeadWish.TAKE) {
      run.lead().take(hello.viewer(), hello.name());
    } else if (hello.lead() == LeadWish.IF_FREE || run.lead().isHeldBy(hello.viewer())) {
      run.lead().offer(hello.viewer(), hello.name());
    }
  }

  /** Takes what the viewer wants, until the link is cut. */
  private void listen(Watched run, Hello hello) {
    try {
      while (true) {
        Frame frame = link.receive();
        Reply reply = reply(run, hello, frame);
        outbox.add(Frame.of(Kind.REPLY, MessageJson.bytes(reply.encode())));
      }
    } catch (FrameException e) {
      LOG.warn("viewer {} is cut off: {}", hello.name(), e.getMessage());
    } catch (IOException e) {
      LOG.debug("viewer {} has left", hello.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      outbox.close();
      link.close();
    }
  }

  private Reply reply(Watched run, Hello hello, Frame frame) throws FrameException {
    if (frame.kind() == Kind.ANSWER) {
      Answer answer = MessageJson.read(frame, Answer::decode);
      String no = refusal(run);
      return no.isEmpty()
          ? host.wishes(run.live().orElseThrow()).answer(hello.viewer(), frame.number(), answer)
          : new Reply(answer.request(), no);
    } else if (frame.kind() == Kind.CONTROL) {
      Control control = MessageJson.read(frame, Control::decode);
      String no = refusal(run);
      return no.isEmpty()
          ? host.wishes(run.live().orElseThrow()).control(hello.viewer(), hello.name(), control)
          : new Reply(control.request(), no);
    }
    throw new FrameException(
        Texts.of(
            "expected an answer or a control, found a frame %s.", MessageJson.word(frame.kind())));
  }

  private String refusal(Watched run) {
    if (!role.includes(Role.DECIDE)) {
      return "Your token is for watching only; a token of role decide or own steers a run.";
    }
    return run.live().isEmpty() ? "The run rests; resume it before you steer it." : "";
  }
}
