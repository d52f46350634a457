package org.morphoscope.service.local;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.morphoscope.run.RunControl;
import org.morphoscope.service.HostedRun;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.Role;
import org.morphoscope.service.host.HostPolicy;
import org.morphoscope.service.host.RunHost;
import org.morphoscope.service.wire.Link;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's process of one user: listens before anything else is loaded, serves whoever can
 * enter the socket's folder, and ends when nobody is connected and no run is under way.
 */
public final class PrivateEngine {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateEngine.class);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_MILLIS = 500;

  private final Path socket;
  private final String version;
  private HostedRuns runs;
  private int links;
  private long idleSince = System.nanoTime();
  private boolean ending;

  /**
   * @param socket to listen on; its folder is the user's alone
   * @param version of the program
   */
  public PrivateEngine(Path socket, String version) {
    this.socket = socket.toAbsolutePath();
    this.version = version;
  }

  /**
   * Serves until it is no longer needed.
   *
   * @param hosting makes the runs of this process, which are told of here
   * @throws IOException in one sentence when it cannot listen
   */
  public void serve(Function<HostedRuns.Writing, HostedRuns> hosting) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      PrivateFolder.close(socket);
      runs = hosting.apply(new Marking());
      RunHost host = new RunHost(runs, version, HostPolicy.own(this::end), System::nanoTime);
      Thread watch = daemon("idle", () -> closeWhenIdle(server));
      watch.start();
      LOG.info("the engine listens on {}", socket);
      while (true) {
        SocketChannel channel = server.accept();
        opened();
        daemon("link", () -> serve(host, channel)).start();
      }
    } catch (ClosedChannelException e) {
      LOG.info("the engine is no longer needed");
    } finally {
      Files.deleteIfExists(socket);
    }
  }

  private void serve(RunHost host, SocketChannel channel) {
    try (Link link = ChannelStreams.link(channel)) {
      host.serve(link, Role.OWN, "a process of this user");
    } finally {
      closed();
    }
  }

  private synchronized void opened() {
    links++;
  }

  private synchronized void closed() {
    links--;
    idleSince = System.nanoTime();
  }

  private synchronized void end() {
    ending = true;
  }

  private synchronized boolean isIdle() {
    if (links == 0 && !runs.underWay().isEmpty()) {
      // the time counts from the end of the last run
      idleSince = System.nanoTime();
    }
    boolean unused = links == 0 && System.nanoTime() - idleSince > IDLE_NANOS;
    return runs.underWay().isEmpty() && (unused || ending);
  }

  private void closeWhenIdle(ServerSocketChannel server) {
    try {
      while (!isIdle()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
      server.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("the socket cannot be closed", e);
    }
  }

  /**
   * Ends all runs; waits until their files are closed, at most so long.
   *
   * @param seconds longest time to wait
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public void stop(long seconds) throws InterruptedException {
    HostedRuns hosted = runs;
    if (hosted == null) {
      return;
    }
    hosted.underWay().stream().map(HostedRun::control).forEach(RunControl::stop);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!hosted.underWay().isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /**
   * From now on Ctrl-C in the terminal that this process was started from, and its end, are nothing
   * to it.
   */
  public static void ignoreTerminal() {
    TerminalSignals.ignore();
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, "morphoscope-" + name);
    thread.setDaemon(true);
    return thread;
  }

  /** Says in the folders of runs who writes them. */
  private final class Marking implements HostedRuns.Writing {
    @Override
    public void begins(Path run) {
      try {
        EngineFile.write(run, socket);
      } catch (IOException e) {
        LOG.warn("{} does not say who writes it", run, e);
      }
    }

    @Override
    public void ends(Path run) {
      try {
        EngineFile.delete(run);
      } catch (IOException e) {
        LOG.warn("{} still says who wrote it", run, e);
      }
    }
  }
}
