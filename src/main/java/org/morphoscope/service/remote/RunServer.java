package org.morphoscope.service.remote;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.morphoscope.run.RunControl;
import org.morphoscope.service.HostedRun;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunStudies;
import org.morphoscope.service.host.Admission;
import org.morphoscope.service.host.RunHost;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.StreamLink;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves runs over TLS to those that have a token. */
public final class RunServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunServer.class);
  private static final int BACKLOG = 256;

  /** Viewers and calls together. */
  private static final int MOST_LINKS = 96;

  private static final int DOOR_MILLIS = 5_000;
  private static final byte[] HEALTH = "GET /healthz".getBytes(StandardCharsets.US_ASCII);

  private final HostedRuns runs;
  private final RunHost host;
  private final Tokens tokens;
  private final ServerIdentity identity;
  private final SSLServerSocket server;
  private final Doorman doorman = new Doorman(MOST_LINKS, System::nanoTime);

  private RunServer(
      HostedRuns runs,
      RunHost host,
      Tokens tokens,
      ServerIdentity identity,
      SSLServerSocket server) {
    this.runs = runs;
    this.host = host;
    this.tokens = tokens;
    this.identity = identity;
    this.server = server;
  }

  /**
   * {@return a server that holds its port and serves nobody yet}
   *
   * @param settings how it is to serve
   * @param runs of this process
   * @param version of the program
   * @param calendar tells what time it is, for the certificate
   * @throws IOException in one sentence when the settings cannot be followed
   */
  public static RunServer open(
      ServerSettings settings, HostedRuns runs, String version, Clock calendar) throws IOException {
    RunStudies none = RunStudies.none("This service makes no studies of its runs.");
    return open(settings, runs, none, version, calendar);
  }

  /**
   * {@return a server that holds its port and serves nobody yet}
   *
   * @param settings how it is to serve
   * @param runs of this process
   * @param studies what is found out about runs from their data
   * @param version of the program
   * @param calendar tells what time it is, for the certificate
   * @throws IOException in one sentence when the settings cannot be followed
   */
  public static RunServer open(
      ServerSettings settings, HostedRuns runs, RunStudies studies, String version, Clock calendar)
      throws IOException {
    Tokens tokens = new Tokens();
    for (ServerSettings.TokenFile each : settings.tokens()) {
      tokens.add(each.file(), each.role());
    }
    if (settings.tokens().isEmpty()) {
      tokens.own(tokenFile(settings.state()));
    }
    Optional<ServerSettings.TlsFiles> files = settings.tls();
    ServerIdentity identity =
        files.isPresent()
            ? ServerIdentity.read(files.get().certificate(), files.get().key())
            : ServerIdentity.own(settings.state(), settings.listen().host(), calendar);
    ServerAddress listen = settings.listen();
    SSLServerSocket server =
        (SSLServerSocket) identity.context().getServerSocketFactory().createServerSocket();
    try {
      server.setReuseAddress(true);
      server.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      server.bind(new InetSocketAddress(listen.host(), listen.port()), BACKLOG);
    } catch (IOException e) {
      server.close();
      throw new IOException(
          Texts.of(
              "%s: expected an address of this machine with a free port, found that nobody can listen there (%s); give another --listen.",
              listen.name(), e.getMessage()),
          e);
    }
    NamedData data = new NamedData(settings.data(), studies);
    RunHost host = new RunHost(runs, version, data, System::nanoTime);
    return new RunServer(runs, host, tokens, identity, server);
  }

  /**
   * {@return the place of the owner's token that a server makes for itself}
   *
   * @param state folder of what the server keeps
   */
  public static Path tokenFile(Path state) {
    return state.resolve("token");
  }

  /** {@return the port that it listens on} */
  public int port() {
    return server.getLocalPort();
  }

  /** {@return the text that clients compare its certificate with, 64 hex digits} */
  public String fingerprint() {
    return identity.fingerprint();
  }

  /** {@return the same in groups, to be compared by eye} */
  public String shownFingerprint() {
    return Fingerprints.shown(fingerprint());
  }

  /**
   * Lets people in until it is closed.
   *
   * @throws IOException in one sentence when the port is lost
   */
  public void serve() throws IOException {
    LOG.info("serving on {}, certificate {}", server.getLocalSocketAddress(), fingerprint());
    try {
      while (true) {
        SSLSocket socket = (SSLSocket) server.accept();
        doorman.comes(socket);
        Thread thread = new Thread(() -> receive(socket), "morphoscope-link");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (SocketException e) {
      LOG.info("serving has ended");
    }
  }

  private void receive(SSLSocket socket) {
    String who = socket.getInetAddress().getHostAddress();
    try (socket) {
      socket.setSoTimeout(DOOR_MILLIS);
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.startHandshake();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      if (asksForHealth(in)) {
        answerHealth(socket);
        return;
      }
      Link link = new StreamLink(in, socket.getOutputStream(), socket);
      Optional<Role> role = admit(link, who);
      if (role.isPresent() && doorman.enters(socket)) {
        socket.setSoTimeout(0);
        try {
          host.serve(link, role.get(), who);
        } finally {
          doorman.goes();
        }
      } else if (role.isPresent()) {
        LOG.warn("{} is refused: {} are connected already", who, MOST_LINKS);
        Admission.refuse(link, "The service has as many connections as it takes; try later.");
      }
    } catch (SSLException e) {
      LOG.warn("{} is refused: it does not speak TLS as expected ({})", who, e.getMessage());
    } catch (IOException e) {
      LOG.warn("{} is refused: {}", who, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      doorman.leaves(socket);
    }
  }

  private Optional<Role> admit(Link link, String who) throws IOException, InterruptedException {
    Optional<Role> role = tokens.role(Admission.await(link));
    if (role.isEmpty()) {
      long wait = doorman.failed(who);
      LOG.warn("{} is refused: its token is none of this service", who);
      TimeUnit.MILLISECONDS.sleep(wait);
      Admission.refuse(
          link, "The token is none of this service; ask whoever runs it for the token's file.");
    }
    return role;
  }

  private static boolean asksForHealth(InputStream in) throws IOException {
    in.mark(HEALTH.length);
    byte[] first = in.readNBytes(1);
    boolean http = first.length == 1 && first[0] == HEALTH[0];
    byte[] rest = http ? in.readNBytes(HEALTH.length - 1) : new byte[0];
    if (http && Arrays.equals(rest, 0, rest.length, HEALTH, 1, HEALTH.length)) {
      return true;
    }
    in.reset();
    return false;
  }

  /** For supervisors: that it lives, and nothing else. */
  private static void answerHealth(SSLSocket socket) throws IOException {
    String answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n";
    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /**
   * Ends all runs, waits until their files are closed, at most so long, and closes the door.
   *
   * @param seconds longest time to wait
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public void stop(long seconds) throws InterruptedException {
    runs.underWay().stream().map(HostedRun::control).forEach(RunControl::stop);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!runs.underWay().isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    close();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.warn("the door cannot be closed", e);
    }
  }
}
