package org.morphoscope.compute.device;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A fixed team of threads that runs one task per member at the same time; the caller is member 0.
 *
 * <p>Made for the training step, which calls it some twenty times per 15 ms: a member spins for a
 * moment after its task, so that the next one finds it awake, then parks, so that an idle team
 * costs nothing. One caller at a time; a task must not call {@link #run} of its own team.
 */
public final class Workers implements AutoCloseable {
  /** Longer than the serial stretches within a step, shorter than anyone could notice. */
  private static final long SPIN_NANOS = 50_000;

  private static final int SPINS_PER_CLOCK_READ = 64;

  // the caller is member 0 and has no thread here
  private final Member[] members;

  /** By shard; each written by its own member before it counts itself done. */
  private final Throwable[] failures;

  /** Members that are not done; its last decrement publishes their results to the caller. */
  private final AtomicInteger pending = new AtomicInteger();

  /** Number of the task; a member that sees a new one takes it. */
  private volatile int round;

  // a task that calls run, or a second caller, is told instead of waiting for ever
  private volatile boolean running;
  private volatile boolean closed;
  private volatile Thread waitingCaller;
  // written before and read after the volatile round
  private IntConsumer task = shard -> {};

  /**
   * Members wait from here on; none keeps the program from ending.
   *
   * @param threads size T of the team, the caller included; 1 runs everything in the caller
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a team needs at least 1 thread, got " + threads);
    }
    failures = new Throwable[threads];
    members = new Member[threads - 1];
    for (int i = 0; i < members.length; i++) {
      members[i] = new Member(i + 1);
      members[i].start();
    }
  }

  /** {@return the size of the team, the caller included} */
  public int threads() {
    return failures.length;
  }

  /**
   * Runs {@code shardTask} for the shards 0 .. threads - 1 at the same time and returns when all
   * are done. What the first shard (by number) throws is thrown here, what others throw is
   * suppressed in it; the team stays usable. Everything the caller wrote before is seen by the
   * members, and everything they wrote is seen by the caller afterwards: the volatile round and the
   * counter of pending members order it.
   *
   * @param shardTask gets the number of the shard, 0 to threads - 1, on its own thread
   */
  public void run(IntConsumer shardTask) {
    if (closed || running) {
      throw new IllegalStateException(
          closed ? "this team of workers is closed" : "this team of workers is already running");
    }
    running = true;
    task = shardTask;
    pending.set(members.length);
    // only the caller writes it
    round = round + 1;
    for (Member member : members) {
      if (member.parked) {
        LockSupport.unpark(member);
      }
    }
    perform(shardTask, 0);
    awaitMembers();
    running = false;
    rethrow();
  }

  /** Runs one shard and keeps what it throws: the others finish before anybody hears of it. */
  private void perform(IntConsumer shardTask, int shard) {
    try {
      shardTask.accept(shard);
    } catch (Throwable failure) {
      failures[shard] = failure;
    }
  }

  /**
   * Spins for a moment, since shards are of about one size, then parks. An interrupt does not end
   * the wait (the members still write to shared arrays), but is not lost either.
   */
  private void awaitMembers() {
    if (spinUntilDone()) {
      return;
    }
    boolean interrupted = false;
    waitingCaller = Thread.currentThread();
    while (pending.get() != 0) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    waitingCaller = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether all members were done while the caller spun. The clock costs more than a look, so it is
   * read seldom.
   */
  private boolean spinUntilDone() {
    long start = System.nanoTime();
    do {
      for (int i = 0; i < SPINS_PER_CLOCK_READ; i++) {
        if (pending.get() == 0) {
          return true;
        }
        Thread.onSpinWait();
      }
    } while (System.nanoTime() - start < SPIN_NANOS);
    return false;
  }

  /** Throws the first failure by number with the others suppressed in it, and forgets all. */
  private void rethrow() {
    Throwable first = null;
    for (int shard = 0; shard < failures.length; shard++) {
      Throwable failure = failures[shard];
      failures[shard] = null;
      if (first == null) {
        first = failure;
      } else if (failure != null && failure != first) {
        first.addSuppressed(failure);
      }
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first != null) {
      throw new IllegalStateException("a worker failed", first);
    }
  }

  /** Ends the threads; they finish the task at hand first. */
  @Override
  public void close() {
    closed = true;
    for (Member member : members) {
      LockSupport.unpark(member);
    }
    boolean interrupted = false;
    for (Member member : members) {
      while (member.isAlive()) {
        try {
          member.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One thread; a daemon, so that a forgotten team does not keep the program alive. */
  private final class Member extends Thread {
    private final int shard;

    /**
     * Whether the caller has to wake it; set before the last look at the round, so none is missed.
     */
    private volatile boolean parked;

    Member(int shard) {
      super("compute-" + shard);
      this.shard = shard;
      setDaemon(true);
    }

    @Override
    public void run() {
      int seen = 0;
      while (awaitRoundAfter(seen)) {
        seen++;
        perform(task, shard);
        if (pending.decrementAndGet() == 0) {
          // the caller checks pending again after announcing itself, so none is missed
          LockSupport.unpark(waitingCaller);
        }
      }
    }

    /**
     * Waits for the next task, at first awake, then parked. False when the team is closed.
     *
     * @param seen tasks taken so far
     */
    private boolean awaitRoundAfter(int seen) {
      long start = System.nanoTime();
      do {
        for (int i = 0; i < SPINS_PER_CLOCK_READ; i++) {
          if (round != seen) {
            return true;
          }
          Thread.onSpinWait();
        }
      } while (System.nanoTime() - start < SPIN_NANOS && !closed);
      parked = true;
      while (round == seen && !closed) {
        LockSupport.park(Workers.this);
        // an interrupt meant for nobody here must not turn parking into spinning
        Thread.interrupted();
      }
      parked = false;
      return round != seen;
    }
  }
}
