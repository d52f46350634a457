package org.morphoscope.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.AskingDecider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run of this process that many may follow: what it has told so far, its question, and who leads.
 * Followers are told on the engine's thread and only pass the word on.
 */
public final class HostedRun implements EngineListener {
  private static final Logger LOG = LoggerFactory.getLogger(HostedRun.class);

  private final String id;
  private final Path folder;
  private final Set<Integer> locked;
  private final AskingDecider asking;
  private final Lead lead;
  private final HostedRuns.Writing writing;
  private final List<RunListener> followers = new CopyOnWriteArrayList<>();
  private final Map<Kind, Passing> passing = new EnumMap<>(Kind.class);
  private final CountDownLatch begun = new CountDownLatch(1);

  /** Held while the engine tells something, so that whoever joins misses nothing. */
  private final Object gate = new Object();

  private volatile RunHandle handle;
  private String epoch = "";
  private long lines;
  private volatile long begin;
  private volatile boolean started;
  private volatile Question question;

  /** Events that are not recorded; of each kind only the latest counts. */
  private enum Kind {
    START,
    PROGRESS,
    PAUSE,
    END
  }

  /**
   * An event that is not recorded.
   *
   * @param event of a kind that is not recorded
   * @param at lines that were recorded before it
   */
  public record Passing(GrowthEvent event, long at) {}

  /**
   * A proposal that was put.
   *
   * @param number its line
   * @param proposal with its joint model
   */
  public record Question(long number, Proposal proposal) {}

  /**
   * What was told so far.
   *
   * @param epoch empty while the run is not opened yet
   * @param lines that are recorded
   * @param passing the latest of each kind, in order
   */
  public record Told(String epoch, long lines, List<Passing> passing) {}

  /**
   * @param locked width groups to lock before the first round
   */
  HostedRun(
      String id,
      Path folder,
      Ask ask,
      Set<Integer> locked,
      LongSupplier clock,
      HostedRuns.Writing writing) {
    this.writing = writing;
    this.id = id;
    this.folder = folder;
    this.locked = Set.copyOf(locked);
    this.asking = new AskingDecider(ask.mode(), ask.seconds(), clock, this::tellChanged);
    this.lead = new Lead(clock, this::tellChanged);
  }

  /** To be called when the engine's thread has been started. */
  void begun(RunHandle run) {
    handle = run;
    begun.countDown();
  }

  /** {@return the name of the run} */
  public String id() {
    return id;
  }

  /** {@return the folder of the run} */
  public Path folder() {
    return folder;
  }

  /** {@return who asks about the run's proposals} */
  public AskingDecider asking() {
    return asking;
  }

  /** {@return who leads among those that may decide} */
  public Lead lead() {
    return lead;
  }

  /** {@return the control that steers the run, and tells everybody who follows} */
  public RunControl control() {
    return new TellingControl(handle().control(), this::tellChanged);
  }

  /** The run; waits while its thread is about to be started. */
  private RunHandle handle() {
    boolean interrupted = false;
    while (handle == null) {
      try {
        begun.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return handle;
  }

  /** {@return whether it has ended and its files are closed} */
  public boolean isDone() {
    return handle != null && handle.isDone();
  }

  /**
   * Waits until it has ended and its files are closed.
   *
   * @throws InterruptedException when the waiting thread is interrupted; the run goes on
   */
  public void await() throws InterruptedException {
    begun.await();
    handle.await();
  }

  /** {@return what holds now: how far the run is, and the latest of what is not recorded} */
  public Told told() {
    synchronized (gate) {
      List<Passing> all = new ArrayList<>(passing.values());
      return new Told(epoch, lines, all);
    }
  }

  /** {@return the proposal that was put last, when its question is open now} */
  public Optional<Question> question() {
    Question latest = question;
    Optional<Proposal> pending = asking.pending();
    return latest != null && pending.isPresent() && latest.proposal() == pending.get()
        ? Optional.of(latest)
        : Optional.empty();
  }

  /**
   * {@return what was told before}
   *
   * @param follower told on the engine's thread; must return soon
   */
  public Told follow(RunListener follower) {
    synchronized (gate) {
      followers.add(follower);
      Told told = told();
      tellChanged();
      return told;
    }
  }

  /** As {@link #follow}, when nothing was told meanwhile. */
  boolean followFrom(long known, RunListener follower) {
    synchronized (gate) {
      if (lines != known) {
        return false;
      }
      followers.add(follower);
    }
    tellChanged();
    return true;
  }

  /**
   * Tells somebody no more, and the others that he left.
   *
   * @param follower as given to {@link #follow}
   */
  public void leave(RunListener follower) {
    followers.remove(follower);
    tellChanged();
  }

  /** {@return whether its data is open and it has told of its beginning} */
  public boolean isStarted() {
    return started;
  }

  /**
   * {@return the number of lines that were recorded when the run was opened for writing; 0 while it
   * is not}
   */
  public long begin() {
    return begin;
  }

  /** {@return the number of those that follow} */
  public int viewers() {
    return followers.size();
  }

  @Override
  public void opened(String begunEpoch, long recorded) {
    synchronized (gate) {
      epoch = begunEpoch;
      lines = recorded;
      begin = recorded;
    }
    writing.begins(folder);
    tellChanged();
  }

  @Override
  public void event(long number, GrowthEvent event) {
    if (event instanceof GrowthEvent.RunStarted && !locked.isEmpty()) {
      handle().control().setLocked(locked);
    }
    if (event instanceof GrowthEvent.RunEnded ended) {
      LOG.info("run {} has ended: {}", id, ended.message());
      writing.ends(folder);
      // its joint model may be large, and nobody asks any more
      question = null;
    }
    started |= event instanceof GrowthEvent.RunStarted;
    synchronized (gate) {
      if (number != NO_NUMBER) {
        lines = number + 1;
        if (event instanceof GrowthEvent.Proposed proposed) {
          question = new Question(number, proposed.proposal());
        }
      } else {
        kind(event).ifPresent(kind -> passing.put(kind, new Passing(event, lines)));
      }
      for (RunListener follower : followers) {
        tell(follower, number, event);
      }
    }
  }

  private static Optional<Kind> kind(GrowthEvent event) {
    if (event instanceof GrowthEvent.PhaseProgress) {
      return Optional.of(Kind.PROGRESS);
    } else if (event instanceof GrowthEvent.PauseChanged) {
      return Optional.of(Kind.PAUSE);
    } else if (event instanceof GrowthEvent.RunStarted) {
      return Optional.of(Kind.START);
    } else if (event instanceof GrowthEvent.RunEnded) {
      return Optional.of(Kind.END);
    }
    // locks that are told again are recorded already
    return Optional.empty();
  }

  private static void tell(RunListener follower, long number, GrowthEvent event) {
    try {
      follower.event(number, event);
    } catch (RuntimeException e) {
      LOG.error("a follower failed at {}; the run goes on", event.getClass().getSimpleName(), e);
    }
  }

  private void tellChanged() {
    for (RunListener follower : followers) {
      follower.changed();
    }
  }

  /** A control whose every use is told. */
  private record TellingControl(RunControl control, Runnable used) implements RunControl {
    @Override
    public void pause() {
      control.pause();
      used.run();
    }

    @Override
    public void resume() {
      control.resume();
      used.run();
    }

    @Override
    public void stepRound() {
      control.stepRound();
      used.run();
    }

    @Override
    public void stop() {
      control.stop();
      used.run();
    }

    @Override
    public void setLocked(Set<Integer> groups) {
      control.setLocked(groups);
      used.run();
    }

    @Override
    public void adjust(Adjustment wanted) {
      control.adjust(wanted);
      used.run();
    }

    @Override
    public Set<Integer> locked() {
      return control.locked();
    }

    @Override
    public boolean isPaused() {
      return control.isPaused();
    }
  }
}
