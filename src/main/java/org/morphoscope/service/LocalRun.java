package org.morphoscope.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.morphoscope.growth.EngineControl;
import org.morphoscope.growth.GrowthRun;
import org.morphoscope.journal.AdjustmentMail;
import org.morphoscope.journal.RunJournal;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Decider;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.RunControl;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run on its thread, from opening the data to closing the files. */
final class LocalRun implements RunHandle {
  private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);

  private final Opener opener;
  private final Undo undo;
  private final Optional<Preface> preface;
  private final String version;
  private final Decider decider;
  private final EngineListener listener;
  private final LongSupplier clock;
  private final EngineControl control = new EngineControl();
  private final CountDownLatch done = new CountDownLatch(1);
  private boolean listenerFailed;
  private RunEnded end;
  private long endNumber = EngineListener.NO_NUMBER;

  /** Lines of the record that the listener knows of. */
  private long told;

  /** An event that is told before all others, already recorded. */
  record Preface(long number, GrowthEvent event) {}

  /** The engine and the journal, ready to run. */
  record Opened(GrowthEngine engine, RunJournal journal) {}

  /** Opens both; on failure neither stays open but what {@link Undo} closes. */
  interface Opener {
    /** Waits until it may open. */
    void awaitTurn() throws InterruptedException;

    Opened open() throws IOException;

    /** The round at which the run stands until then. */
    int round();
  }

  /** Gives the folder back when opening failed. */
  @FunctionalInterface
  interface Undo {
    void run() throws IOException;
  }

  LocalRun(
      Opener opener,
      Undo undo,
      Optional<Preface> preface,
      String version,
      Decider decider,
      EngineListener listener,
      LongSupplier clock) {
    this.opener = opener;
    this.undo = undo;
    this.preface = preface;
    this.version = version;
    this.decider = decider;
    this.listener = listener;
    this.clock = clock;
  }

  void start() {
    Thread thread = new Thread(this::runAndTell, "morphoscope-engine");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public RunControl control() {
    return control;
  }

  @Override
  public boolean isDone() {
    return done.getCount() == 0;
  }

  @Override
  public void await() throws InterruptedException {
    done.await();
  }

  private void runAndTell() {
    try {
      openAndRun();
    } catch (Throwable e) {
      // closing failed after the run: what happened before counts
      LOG.error("closing a run failed", e);
      if (end == null) {
        end = new RunEnded(0, EndReason.FAILED, Failures.sentence(e, 0));
      }
    } finally {
      try {
        deliver(endNumber, end);
      } catch (Throwable e) {
        LOG.error("a listener failed at the end of a run", e);
      } finally {
        done.countDown();
      }
    }
  }

  private void openAndRun() throws IOException {
    preface.ifPresent(first -> deliver(first.number(), first.event()));
    Opened opened;
    try {
      control.awaitBegin(opener::awaitTurn);
      opened = opener.open();
    } catch (RunStoppedException e) {
      LOG.info("a run was stopped before its turn came");
      end =
          new RunEnded(opener.round(), EndReason.STOPPED, "Stopped while it waited for its turn.");
      undo.run();
      return;
    } catch (Throwable e) {
      LOG.error("a run could not be opened", e);
      end = new RunEnded(0, EndReason.FAILED, Failures.sentence(e, 0));
      undo.run();
      return;
    }
    try (RunJournal journal = opened.journal();
        GrowthEngine engine = opened.engine()) {
      run(engine, journal);
    }
  }

  private void run(GrowthEngine engine, RunJournal journal) {
    Optional<Standing> last = journal.last();
    GrowthRun run =
        new GrowthRun(
            new RunIdentity(journal.info().runId(), version),
            journal.info().config(),
            engine,
            decider,
            control,
            event -> accept(journal, event),
            journal::finishRound,
            clock);
    told = journal.lines();
    try {
      control.keepLocked(journal.locked());
      control.repeat(journal.adjustments());
      control.alsoFrom(() -> wishes(journal));
      run.run(last);
    } catch (Throwable e) {
      LOG.error("the run failed in round {}", run.round(), e);
      end = new RunEnded(run.round(), EndReason.FAILED, Failures.sentence(e, run.round()));
      try {
        journal.append(end);
        endNumber = number(journal);
      } catch (IOException again) {
        // the journal itself is probably what failed; the listener still learns of it
        LOG.warn("the end of the run could not be recorded", again);
      }
    }
    keepLate(journal.folder(), control.ended());
  }

  /** What was asked for and not taken any more waits for whoever resumes the run. */
  private static void keepLate(Path run, List<Adjustment> late) {
    try {
      AdjustmentMail.keep(run, late);
    } catch (IOException e) {
      LOG.warn("{} ended before it took {}", run, late, e);
    }
  }

  /** Wishes of other processes; what does not fit was refused where it was given. */
  private static List<Adjustment> wishes(RunJournal journal) {
    try {
      return AdjustmentMail.take(journal.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(RunJournal journal, GrowthEvent event) {
    try {
      journal.append(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long number = number(journal);
    if (event instanceof RunEnded ended) {
      end = ended;
      endNumber = number;
    } else {
      deliver(number, event);
    }
    if (event instanceof GrowthEvent.RunStarted) {
      journal.untold().forEach(change -> accept(journal, change));
    }
  }

  /** The line of an event that was just emitted: the one that was written for it, if any. */
  private long number(RunJournal journal) {
    boolean written = journal.lines() > told;
    told = journal.lines();
    return written ? told - 1 : EngineListener.NO_NUMBER;
  }

  private void deliver(long number, GrowthEvent event) {
    try {
      listener.event(number, event);
    } catch (RuntimeException e) {
      if (!listenerFailed) {
        LOG.error("a listener failed at {}; the run goes on", event.getClass().getSimpleName(), e);
      }
      listenerFailed = true;
    }
  }
}
