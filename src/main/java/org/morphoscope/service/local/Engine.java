package org.morphoscope.service.local;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.morphoscope.service.Connection;
import org.morphoscope.service.client.Connector;
import org.morphoscope.service.wire.Link;
import org.morphoscope.text.Texts;

/** An engine's process, seen from a client: one that was started here, or one that was found. */
final class Engine implements Connector {
  private static final int OUT_OF_MEMORY = 3;
  private static final int CRASHED = 134;
  private static final int KILLED = 137;
  private static final int TERMINATED = 143;
  private static final int SILENCE_SECONDS = 30;
  private static final long LAST_WORDS_MILLIS = 1_500;

  private final Path socket;
  private final long pid;
  private final Optional<Process> child;
  private final EngineLaunch launch;

  private Engine(Path socket, long pid, Optional<Process> child, EngineLaunch launch) {
    this.socket = socket;
    this.pid = pid;
    this.child = child;
    this.launch = launch;
  }

  static Engine started(Path socket, Process process, EngineLaunch launch) {
    return new Engine(socket, process.pid(), Optional.of(process), launch);
  }

  static Engine found(Path socket, long pid, EngineLaunch launch) {
    return new Engine(socket, pid, Optional.empty(), launch);
  }

  long pid() {
    return pid;
  }

  boolean isAlive() {
    return child.isPresent()
        ? child.get().isAlive()
        : ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @Override
  public Link connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      channel.close();
      throw new NotListeningException(e);
    }
    return ChannelStreams.link(channel);
  }

  /** Nobody listens on the socket. */
  static final class NotListeningException extends IOException {
    private static final long serialVersionUID = 1L;

    NotListeningException(IOException cause) {
      super("The engine's process does not answer; it has ended, or is about to.", cause);
    }
  }

  @Override
  public Optional<Connection> verdict() {
    try {
      // the socket is cut a moment before the process has ended
      if (child.isPresent()) {
        child.get().waitFor(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
      } else if (isAlive()) {
        TimeUnit.MILLISECONDS.sleep(LAST_WORDS_MILLIS / 10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (isAlive() && Files.exists(socket)) {
      return Optional.empty();
    }
    return Optional.of(new Connection(Connection.State.ENGINE_DIED, reason(), place().toString()));
  }

  /** The report of the crash when there is one, else the output. */
  private Path place() {
    Path crash = launch.crash(pid);
    return Files.exists(crash) ? crash : launch.output();
  }

  /** How it ended, in a sentence. */
  private String reason() {
    boolean report = Files.exists(launch.crash(pid));
    if (report) {
      return Texts.of(
          "The engine's process %d crashed in native code; the run rests at its last complete round.",
          pid);
    }
    int code = child.filter(process -> !process.isAlive()).map(Process::exitValue).orElse(-1);
    return switch (code) {
      case OUT_OF_MEMORY ->
          Texts.of(
              "The engine's process %d ran out of memory; the run rests at its last complete round. A smaller batch or -Xmx in MORPHOSCOPE_OPTS helps.",
              pid);
      case KILLED ->
          Texts.of(
              "The engine's process %d was killed, by hand or by the system because memory ran out; the run rests at its last complete round.",
              pid);
      case TERMINATED ->
          Texts.of(
              "The engine's process %d was told to end; the run rests at its last complete round.",
              pid);
      case CRASHED ->
          Texts.of(
              "The engine's process %d crashed; the run rests at its last complete round.", pid);
      case -1 ->
          Texts.of(
              "The engine's process %d has ended; the run rests at its last complete round.", pid);
      default ->
          Texts.of(
              "The engine's process %d ended with exit code %d; the run rests at its last complete round.",
              pid, code);
    };
  }

  @Override
  public int silenceSeconds() {
    return SILENCE_SECONDS;
  }
}
