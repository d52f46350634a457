package org.morphoscope.service.host;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.morphoscope.service.Connection;
import org.morphoscope.service.Role;
import org.morphoscope.service.client.Connector;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Link;

/** Links to a host of this process that are cut, or hold back what they carry, at random points. */
final class FaultyConnector implements Connector {
  private final RunHost host;
  private final Role role;
  private final Random random;
  private final int longest;
  private final int readMillis;
  private final AtomicInteger cuts = new AtomicInteger();

  /**
   * @param longest a link carries at most so many frames; 0 for links that hold
   * @param readMillis that the client takes for each frame
   */
  FaultyConnector(RunHost host, Role role, long seed, int longest, int readMillis) {
    this.host = host;
    this.role = role;
    this.random = new Random(seed);
    this.longest = longest;
    this.readMillis = readMillis;
  }

  static FaultyConnector sound(RunHost host, Role role) {
    return new FaultyConnector(host, role, 0, 0, 0);
  }

  int cuts() {
    return cuts.get();
  }

  @Override
  public Link connect() throws IOException {
    MemoryLink[] ends = MemoryLink.pair();
    Thread server = new Thread(() -> host.serve(ends[1], role, "a test"), "test-server");
    server.setDaemon(true);
    server.start();
    if (longest == 0 && readMillis == 0) {
      return ends[0];
    }
    int life;
    boolean loses;
    synchronized (random) {
      life = longest == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(longest);
      loses = random.nextBoolean();
    }
    return new Faulty(ends[0], life, loses);
  }

  @Override
  public Optional<Connection> verdict() {
    return Optional.empty();
  }

  @Override
  public int waitMillis() {
    return 1;
  }

  @Override
  public int silenceSeconds() {
    return 20;
  }

  /** A link that is cut after some frames; the last may have arrived or not. */
  private final class Faulty implements Link {
    private final Link sound;
    private final AtomicInteger left;
    private final boolean loses;

    Faulty(Link sound, int life, boolean loses) {
      this.sound = sound;
      this.left = new AtomicInteger(life);
      this.loses = loses;
    }

    @Override
    public void send(Frame frame) throws IOException {
      boolean last = left.getAndDecrement() == 0;
      if (!last || !loses) {
        sound.send(frame);
      }
      if (last) {
        cut();
      }
    }

    @Override
    public Frame receive() throws IOException {
      if (left.getAndDecrement() == 0) {
        cut();
      }
      Frame frame = sound.receive();
      try {
        Thread.sleep(readMillis);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return frame;
    }

    private void cut() throws IOException {
      cuts.incrementAndGet();
      sound.close();
      throw new IOException("cut on purpose");
    }

    @Override
    public void close() {
      sound.close();
    }
  }
}
