package org.morphoscope.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.morphoscope.journal.EventReader;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Asking;
import org.morphoscope.run.AskingDecider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody of this process who follows a run of this process, or reads a recorded one. */
final class ThreadViewer implements LiveRun {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadViewer.class);
  private static final String NAME = "this window";
  private static final Connection CLOSED = new Connection(Connection.State.CLOSED, "", "");

  private final RunListener listener;
  private final Told told = new Told();
  private final CountDownLatch read = new CountDownLatch(1);
  private volatile String id = "";
  private volatile Path folder;
  private volatile Optional<HostedRun> run = Optional.empty();
  private volatile boolean left;

  /** Starts a run that a follower is told of from the beginning. */
  @FunctionalInterface
  interface Starter {
    HostedRun start(RunListener follower) throws IOException;
  }

  private ThreadViewer(RunListener listener) {
    this.listener = listener;
  }

  private ThreadViewer of(String name, Path place, Optional<HostedRun> hosted) {
    id = name;
    folder = place;
    run = hosted;
    return this;
  }

  /** Begins a run and follows it. */
  static ThreadViewer begin(Starter starter, RunListener listener) throws IOException {
    ThreadViewer viewer = new ThreadViewer(listener);
    // events may come before this returns
    HostedRun begun = starter.start(viewer.told);
    viewer.of(begun.id(), begun.folder(), Optional.of(begun));
    viewer.read.countDown();
    begun.lead().take(viewer.key(), NAME);
    return viewer;
  }

  /** Follows a run from its first event on. */
  static ThreadViewer join(String id, Path folder, Optional<HostedRun> run, RunListener listener) {
    ThreadViewer viewer = new ThreadViewer(listener).of(id, folder, run);
    run.ifPresent(hosted -> hosted.lead().offer(viewer.key(), NAME));
    Thread reader = new Thread(viewer::catchUp, "morphoscope-join");
    reader.setDaemon(true);
    reader.start();
    return viewer;
  }

  private String key() {
    return Integer.toHexString(System.identityHashCode(this));
  }

  private void catchUp() {
    try (EventReader reader = RunReader.open(folder).events()) {
      long have = 0;
      for (boolean joined = false; !joined && !left; ) {
        long known = run.map(hosted -> hosted.told().lines()).orElse(Long.MAX_VALUE);
        Optional<GrowthEvent> event = Optional.of(new GrowthEvent.Undone(0));
        while (have < known && event.isPresent() && !left) {
          event = reader.next();
          if (event.isPresent()) {
            told.event(have++, event.get());
          }
        }
        joined = run.isEmpty() || run.get().isDone() || run.get().followFrom(known, told);
      }
    } catch (IOException e) {
      LOG.warn("a run cannot be read", e);
      told.connection(new Connection(Connection.State.REFUSED, e.getMessage(), ""));
    } finally {
      read.countDown();
      if (isDone()) {
        told.connection(connection());
      }
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public RunControl control() {
    return run.<RunControl>map(hosted -> new LedControl(hosted.control(), this::mayLead))
        .orElseGet(() -> new LedControl(new NoControl(), () -> true));
  }

  @Override
  public Asking asking() {
    return run.<Asking>map(hosted -> new LedAsking(hosted.asking(), this::mayLead))
        .orElseGet(() -> new AskingDecider(Asking.Mode.AUTOMATIC, 1, System::nanoTime));
  }

  private boolean mayLead() {
    boolean leads = leads();
    if (!leads) {
      told.refused("Somebody else has the lead of this run; take it before you decide or steer.");
    }
    return leads;
  }

  @Override
  public Connection connection() {
    return isDone() ? CLOSED : Connection.connected();
  }

  @Override
  public Role role() {
    return Role.OWN;
  }

  @Override
  public boolean leads() {
    return run.map(hosted -> hosted.lead().isHeldBy(key())).orElse(false);
  }

  @Override
  public String leader() {
    return run.map(hosted -> hosted.lead().holder()).orElse("");
  }

  @Override
  public void takeLead() {
    run.ifPresent(hosted -> hosted.lead().take(key(), NAME));
  }

  @Override
  public void giveLead() {
    run.ifPresent(hosted -> hosted.lead().give(key()));
  }

  /** {@return nobody: those of this process are one person's windows, which take it} */
  @Override
  public String asker() {
    return "";
  }

  @Override
  public void askForLead() {
    takeLead();
  }

  @Override
  public void handLead() {
    giveLead();
  }

  @Override
  public void keepLead() {}

  @Override
  public int viewers() {
    return run.map(HostedRun::viewers).orElse(1);
  }

  @Override
  public boolean isDone() {
    return left || (read.getCount() == 0 && run.map(HostedRun::isDone).orElse(true));
  }

  @Override
  public void await() throws InterruptedException {
    read.await();
    if (run.isPresent()) {
      run.get().await();
    }
  }

  @Override
  public void close() {
    left = true;
    run.ifPresent(
        hosted -> {
          hosted.leave(told);
          hosted.lead().give(key());
        });
  }

  /** Passes on what is told, as long as the viewer has not left. */
  private final class Told implements RunListener {
    @Override
    public void event(long number, GrowthEvent event) {
      if (!left) {
        listener.event(number, event);
        if (event instanceof GrowthEvent.RunEnded && read.getCount() == 0) {
          listener.connection(CLOSED);
        }
      }
    }

    @Override
    public void connection(Connection now) {
      if (!left) {
        listener.connection(now);
      }
    }

    @Override
    public void changed() {
      if (!left) {
        listener.changed();
      }
    }

    @Override
    public void refused(String sentence) {
      if (!left) {
        listener.refused(sentence);
      }
    }
  }

  /** A recorded run, which nobody can steer. */
  private static final class NoControl implements RunControl {
    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void stepRound() {}

    @Override
    public void stop() {}

    @Override
    public void setLocked(Set<Integer> groups) {}

    @Override
    public void adjust(Adjustment wanted) {}

    @Override
    public Set<Integer> locked() {
      return Set.of();
    }

    @Override
    public boolean isPaused() {
      return false;
    }
  }
}
