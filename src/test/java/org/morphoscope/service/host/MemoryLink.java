package org.morphoscope.service.host;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Link;

/**
 * Two ends of a link within a process; holds a few frames each way, like the buffers of a socket.
 */
final class MemoryLink implements Link {
  private static final int HELD = 4;

  private final Pipe in;
  private final Pipe out;

  private MemoryLink(Pipe in, Pipe out) {
    this.in = in;
    this.out = out;
  }

  /** Two ends: what one sends the other receives. */
  static MemoryLink[] pair() {
    Pipe up = new Pipe();
    Pipe down = new Pipe();
    return new MemoryLink[] {new MemoryLink(down, up), new MemoryLink(up, down)};
  }

  @Override
  public void send(Frame frame) throws IOException {
    out.put(frame);
  }

  @Override
  public Frame receive() throws IOException {
    return in.take();
  }

  @Override
  public void close() {
    in.close();
    out.close();
  }

  private static final class Pipe {
    private final Deque<Frame> frames = new ArrayDeque<>();
    private boolean closed;

    synchronized void put(Frame frame) throws IOException {
      while (frames.size() >= HELD && !closed) {
        await();
      }
      if (closed) {
        throw new IOException("cut");
      }
      frames.add(frame);
      notifyAll();
    }

    synchronized Frame take() throws IOException {
      while (frames.isEmpty() && !closed) {
        await();
      }
      // as with a socket, what was sent before it was closed may or may not come
      if (frames.isEmpty()) {
        throw new IOException("cut");
      }
      Frame frame = frames.poll();
      notifyAll();
      return frame;
    }

    private void await() throws IOException {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    synchronized void close() {
      closed = true;
      notifyAll();
    }
  }
}
