package org.morphoscope.service.remote;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bad network on loopback, between a client and a server. What befalls a connection is drawn from
 * a seed: it is cut after some time or some bytes, also in the middle of a record, with and without
 * a reset; its bytes come in pieces and late; it falls silent without being cut; it reaches the
 * server after one that was made later.
 */
public final class FaultyProxy implements AutoCloseable {
  private static final int BUFFER = 1 << 14;
  private static final int LATEST_START_MILLIS = 80;

  private final ServerSocket door;
  private final int server;
  private final Weather weather;
  private final Random random;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(
          1,
          work -> {
            Thread thread = new Thread(work, "proxy-clock");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger silences = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();
  private final AtomicInteger delays = new AtomicInteger();

  /**
   * What may befall connections.
   *
   * @param seed of everything that is drawn
   * @param shortestMillis before a connection is cut
   * @param longestMillis before a connection is cut
   * @param delayMillis at most, of a piece of bytes
   * @param silentPercent of the connections fall silent instead of being cut
   */
  public record Weather(
      long seed, int shortestMillis, int longestMillis, int delayMillis, int silentPercent) {}

  /**
   * @param server port of the server on this machine
   */
  public FaultyProxy(int server, Weather weather) throws IOException {
    this.server = server;
    this.weather = weather;
    this.random = new Random(weather.seed());
    this.door = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    daemon("proxy-door", this::letIn);
  }

  public int port() {
    return door.getLocalPort();
  }

  public int cuts() {
    return cuts.get();
  }

  @Override
  public String toString() {
    return cuts + " cuts, " + silences + " silences, " + late + " late, " + delays + " delays";
  }

  private int draw(int bound) {
    synchronized (random) {
      return random.nextInt(bound);
    }
  }

  private void letIn() {
    try {
      while (true) {
        Socket client = door.accept();
        open.add(client);
        // one in four lets those that come after it go first
        int wait = draw(4) == 0 ? 1 + draw(LATEST_START_MILLIS) : 0;
        if (wait > 0) {
          late.incrementAndGet();
        }
        Pair pair = new Pair(client);
        clock.schedule(() -> daemon("proxy-pair", pair::connect), wait, TimeUnit.MILLISECONDS);
      }
    } catch (IOException e) {
      // the proxy is closed
      return;
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** One connection of a client and the one to the server that it stands for. */
  private final class Pair {
    private final Socket client;
    private final Socket upstream = new Socket();
    private final AtomicInteger bytesLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final int life;
    private final boolean silent;
    private final boolean reset;
    private volatile boolean dumb;
    private boolean ended;

    Pair(Socket client) {
      this.client = client;
      this.life =
          weather.shortestMillis() + draw(weather.longestMillis() - weather.shortestMillis() + 1);
      this.silent = draw(100) < weather.silentPercent();
      this.reset = draw(2) == 0;
      // some end in the middle of the handshake, of a record, of a line
      if (draw(3) == 0) {
        bytesLeft.set(draw(1 << 15));
      }
    }

    void connect() {
      try {
        upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server), 5_000);
        open.add(upstream);
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        daemon("proxy-up", () -> pump(client, upstream));
        daemon("proxy-down", () -> pump(upstream, client));
        clock.schedule(this::fault, life, TimeUnit.MILLISECONDS);
      } catch (IOException e) {
        end();
      }
    }

    private void fault() {
      if (silent) {
        if (!dumb) {
          silences.incrementAndGet();
        }
        dumb = true;
      } else {
        cut();
      }
    }

    private void pump(Socket from, Socket to) {
      byte[] buffer = new byte[BUFFER];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          int sent = 0;
          while (sent < n && !dumb) {
            int piece = 1 + draw(n - sent);
            if (weather.delayMillis() > 0 && draw(8) == 0) {
              delays.incrementAndGet();
              Thread.sleep(draw(weather.delayMillis() + 1));
            }
            int left = bytesLeft.addAndGet(-piece);
            out.write(buffer, sent, Math.max(0, Math.min(piece, piece + left)));
            out.flush();
            sent += piece;
            if (left <= 0) {
              cut();
              return;
            }
          }
        }
        end();
      } catch (IOException e) {
        end();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void cut() {
      if (end()) {
        cuts.incrementAndGet();
      }
    }

    /** Closes both ends; says whether they were open. */
    private synchronized boolean end() {
      if (ended) {
        return false;
      }
      ended = true;
      for (Socket each : new Socket[] {client, upstream}) {
        try {
          if (reset && !each.isClosed()) {
            each.setSoLinger(true, 0);
          }
        } catch (IOException e) {
          // the other side was first
        }
        shut(each);
        open.remove(each);
      }
      return true;
    }
  }

  private static void shut(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed
      return;
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    shut(door);
    open.forEach(FaultyProxy::shut);
  }
}
