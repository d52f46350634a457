package org.morphoscope.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.morphoscope.run.GrowthEvent;

/** Keeps what a viewer is told, and complains of anything doubled, missing or out of order. */
public final class Follower implements RunListener {
  private final List<GrowthEvent> numbered = new ArrayList<>();
  private final List<GrowthEvent> all = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private long next;
  private int rewinds;

  /**
   * @param first number of the first event to come
   */
  public Follower(long first) {
    this.next = first;
  }

  public Follower() {
    this(0);
  }

  @Override
  public synchronized void event(long number, GrowthEvent event) {
    all.add(event);
    if (number != NO_NUMBER) {
      if (number != next) {
        faults.add("expected " + next + ", found " + number);
      }
      next = number + 1;
      numbered.add(event);
    }
    notifyAll();
    if (event instanceof GrowthEvent.RunEnded) {
      ended.countDown();
    }
  }

  @Override
  public synchronized void rewound(long number) {
    if (number > next) {
      faults.add("rewound forward to " + number + " from " + next);
    }
    rewinds++;
    while (next > number) {
      next--;
      if (!numbered.isEmpty()) {
        numbered.remove(numbered.size() - 1);
      }
    }
  }

  @Override
  public synchronized void connection(Connection now) {
    connections.add(now);
    notifyAll();
  }

  @Override
  public synchronized void changed() {
    notifyAll();
  }

  @Override
  public synchronized void refused(String sentence) {
    refusals.add(sentence);
    notifyAll();
  }

  public synchronized List<GrowthEvent> numbered() {
    return List.copyOf(numbered);
  }

  public synchronized List<GrowthEvent> all() {
    return List.copyOf(all);
  }

  public synchronized List<Connection> connections() {
    return List.copyOf(connections);
  }

  public synchronized List<String> refusals() {
    return List.copyOf(refusals);
  }

  public synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  public synchronized int rewinds() {
    return rewinds;
  }

  public void awaitEnd() throws InterruptedException {
    if (!ended.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("no end after " + numbered().size() + " events: " + connections());
    }
  }

  /** Waits until something holds that is told of. */
  public synchronized void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("in vain: " + all.size() + " events, " + connections + refusals);
      }
      wait(20);
    }
  }
}
