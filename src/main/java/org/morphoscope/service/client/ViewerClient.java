package org.morphoscope.service.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.morphoscope.run.Asking;
import org.morphoscope.run.RunControl;
import org.morphoscope.service.Connection;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.FrameException;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.Messages;
import org.morphoscope.service.wire.Messages.Action;
import org.morphoscope.service.wire.Messages.Hello;
import org.morphoscope.service.wire.Messages.Reply;
import org.morphoscope.service.wire.Messages.State;
import org.morphoscope.service.wire.Messages.Welcome;
import org.morphoscope.service.wire.RefusedException;
import org.morphoscope.service.wire.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One viewer of one run, at the viewer's side: connects again whenever the link is cut, and goes on
 * at the line where it was.
 */
final class ViewerClient implements LiveRun {
  private static final Logger LOG = LoggerFactory.getLogger(ViewerClient.class);
  private static final long LONGEST_WAIT_MILLIS = 3_000;
  private static final long LEAVING_MILLIS = 5_000;
  private static final int LEAD_CAN_BE_ASKED_FOR = 2;

  private final Connector connector;
  private final ViewerWish wish;
  private final Thread thread = new Thread(this::run, "morphoscope-viewer");
  private final Mirror mirror;
  private final Leavable told;
  private final LongSupplier clock;
  private final Requests requests = new Requests();
  private final MirroredRun mirrored;
  private final Intake intake;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile Connection connection = new Connection(Connection.State.RECONNECTING, "", "");
  private volatile Role role = Role.WATCH;
  private volatile int protocol = Messages.NEWEST;

  /** Nothing is done any more. */
  private volatile boolean gone;

  private volatile Link link;
  private volatile long heard;

  /**
   * @param mirror where the lines that come are kept
   */
  ViewerClient(
      Connector connector,
      ViewerWish wish,
      Mirror mirror,
      RunListener listener,
      LongSupplier clock) {
    this.connector = connector;
    this.wish = wish;
    this.mirror = mirror;
    this.told = new Leavable(listener);
    this.clock = clock;
    this.mirrored = new MirroredRun(requests, clock);
    this.intake = new Intake(mirror, mirrored, told, wish.deliverFrom());
  }

  ViewerClient start() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void run() {
    try {
      Connection end = connectAndFollow();
      mirror.close();
      finish(end);
    } catch (InterruptedException e) {
      finish(new Connection(Connection.State.CLOSED, "", ""));
    } catch (IOException | RuntimeException e) {
      LOG.error("following run {} failed", wish.run(), e);
      finish(new Connection(Connection.State.REFUSED, String.valueOf(e.getMessage()), ""));
    }
  }

  private void finish(Connection end) {
    connection = end;
    done.countDown();
    requests.close();
    told.connection(end);
  }

  private Connection connectAndFollow() throws InterruptedException, IOException {
    long wait = connector.waitMillis();
    while (!gone) {
      String reason;
      try (Link made = connector.connect()) {
        link = made;
        greet(made);
        wait = connector.waitMillis();
        tell(Connection.connected());
        follow(made);
        break;
      } catch (RefusedException e) {
        return new Connection(Connection.State.REFUSED, e.getMessage(), "");
      } catch (IOException e) {
        LOG.info("the link to run {} is cut: {}", wish.run(), e.toString());
        reason = e instanceof FrameException ? e.getMessage() : "";
      }
      if (intake.ended() || gone) {
        break;
      }
      Optional<Connection> verdict = connector.verdict();
      if (verdict.isPresent()) {
        return verdict.get();
      }
      tell(new Connection(Connection.State.LOST, reason, ""));
      TimeUnit.MILLISECONDS.sleep(wait);
      wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
      tell(new Connection(Connection.State.RECONNECTING, reason, ""));
    }
    return new Connection(
        Connection.State.CLOSED,
        intake.ended() || told.hasLeft()
            ? ""
            : "The run rests at its last complete round; resume it to go on.",
        "");
  }

  private void tell(Connection now) {
    boolean other = !now.equals(connection);
    connection = now;
    if (other) {
      told.connection(now);
    }
  }

  private void greet(Link made) throws IOException {
    Hello hello = wish.hello(mirror.epoch(), mirror.lines());
    made.send(Frame.of(Kind.HELLO, MessageJson.bytes(hello.encode())));
    Frame answer = made.receive();
    if (answer.kind() == Kind.REFUSED) {
      throw new RefusedException(answer.text());
    }
    if (answer.kind() != Kind.WELCOME) {
      throw new FrameException("expected a welcome, found another frame.");
    }
    Welcome welcome = MessageJson.read(answer, Welcome::decode);
    ViewerWish.requireKnown(welcome);
    role = welcome.role();
    protocol = welcome.protocol();
    mirrored.speaks(protocol);
    intake.goBack(answer.number());
    mirror.begin(welcome.epoch());
    intake.begin();
    requests.again();
  }

  /** Takes everything in until nothing more will come. */
  private void follow(Link made) throws IOException {
    heard = clock.getAsLong();
    new WishSender(made, requests, () -> isUsed(made), this::isSilent).start();
    while (!gone) {
      Frame frame = made.receive();
      heard = clock.getAsLong();
      switch (frame.kind()) {
        case EVENT, PART -> intake.take(frame);
        case SKIPPED -> intake.skip(frame);
        case PASSING -> intake.passing(frame);
        case STATE -> {
          State state = MessageJson.read(frame, State::decode);
          mirrored.heard(state).ifPresent(told::refused);
          if (!state.epoch().isEmpty()) {
            mirror.begin(state.epoch());
          }
          told.changed();
          if (state.done()) {
            return;
          }
        }
        case REPLY -> replied(MessageJson.read(frame, Reply::decode));
        case REFUSED -> throw new RefusedException(frame.text());
        default -> throw new FrameException("expected an event or a reply, found another frame.");
      }
    }
  }

  private boolean isUsed(Link made) {
    return link == made && !gone && done.getCount() > 0;
  }

  private boolean isSilent() {
    boolean silent =
        clock.getAsLong() - heard > TimeUnit.SECONDS.toNanos(connector.silenceSeconds());
    if (silent) {
      LOG.warn("nothing was heard of run {} for too long", wish.run());
    }
    return silent;
  }

  private void replied(Reply reply) {
    if (!reply.refusal().isEmpty()) {
      mirrored.refused(reply.request());
      told.refused(reply.refusal());
      told.changed();
    }
    requests.done(reply.request());
  }

  @Override
  public boolean isSettled() {
    return requests.isEmpty();
  }

  @Override
  public String id() {
    return wish.run();
  }

  @Override
  public Path folder() {
    return mirror.folder();
  }

  @Override
  public RunControl control() {
    return mirrored;
  }

  @Override
  public Asking asking() {
    return mirrored;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public boolean leads() {
    return mirrored.state().lead().leads();
  }

  @Override
  public String leader() {
    return mirrored.state().lead().leader();
  }

  @Override
  public String asker() {
    return mirrored.state().lead().asker();
  }

  @Override
  public void askForLead() {
    if (protocol < LEAD_CAN_BE_ASKED_FOR) {
      told.refused("The service is older than this program: there the lead can only be taken.");
      return;
    }
    mirrored.want(Action.ASK_LEAD);
  }

  @Override
  public void handLead() {
    mirrored.want(Action.HAND_LEAD);
  }

  @Override
  public void keepLead() {
    mirrored.want(Action.KEEP_LEAD);
  }

  @Override
  public void takeLead() {
    mirrored.want(Action.TAKE_LEAD);
  }

  @Override
  public void giveLead() {
    mirrored.want(Action.GIVE_LEAD);
  }

  @Override
  public int viewers() {
    return mirrored.state().viewers();
  }

  @Override
  public boolean isDone() {
    return done.getCount() == 0;
  }

  @Override
  public void await() throws InterruptedException {
    done.await();
  }

  @Override
  public void close() {
    told.leave();
    if (requests.isEmpty()) {
      cut();
      return;
    }
    // what was wanted last, for example that the run stops, is to arrive
    Thread thread = new Thread(() -> leave(LEAVING_MILLIS), "morphoscope-viewer-leaves");
    thread.setDaemon(true);
    thread.start();
  }

  /** Leaves when everything that was wanted has its reply, or after a while. */
  void leave(long millis) {
    told.leave();
    try {
      requests.awaitEmpty(millis);
      cut();
      // nothing is written into the folder from here on
      thread.join(millis);
    } catch (InterruptedException e) {
      cut();
      Thread.currentThread().interrupt();
    }
  }

  private void cut() {
    gone = true;
    Link open = link;
    if (open != null) {
      open.close();
    }
  }
}
