package org.morphoscope.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.net.MorphKind;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.Connection;
import org.morphoscope.service.wire.CallCodec;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.LinkCutException;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.StreamLink;

/** Calls whose connection breaks are told in our words, whatever the socket says. */
class CutCallsTest {
  @TempDir Path temporary;

  static Stream<IOException> failures() {
    return Stream.of(
        new SocketException("Connection reset"),
        new SocketTimeoutException("Read timed out"),
        new EOFException(),
        new SSLException("Unsupported or unrecognized SSL message"),
        new ClosedChannelException(),
        new IOException("Broken pipe"));
  }

  private static Connector failing(IOException failure) {
    InputStream in =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw failure;
          }
        };
    return new Connector() {
      @Override
      public Link connect() {
        return new StreamLink(in, new ByteArrayOutputStream(), () -> {});
      }

      @Override
      public Optional<Connection> verdict() {
        return Optional.empty();
      }

      @Override
      public int silenceSeconds() {
        return 1;
      }
    };
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyCallSaysThatTheServiceWentAway(IOException failure) {
    LinkedRuns runs =
        new LinkedRuns(
            failing(failure), ClientProfile.window("a test", "0.0-test"), System::nanoTime);
    SetWish wish =
        new SetWish(Selector.Rules.of(0, Set.of(MorphKind.SPLIT)), 0, OptionalDouble.empty(), 1);
    Map<String, Executable> calls =
        Map.of(
            "backend", runs::backend,
            "fetch", () -> runs.fetch("run", Artefact.checkpoint(1), temporary),
            "pictures", () -> runs.pictures("run", 1, new int[] {1}),
            "calibrate", () -> runs.calibrate("run", line -> {}),
            "preview", () -> runs.preview("run", 1, wish));
    calls.forEach(
        (name, call) -> {
          String told = assertThrows(IOException.class, call, name).getMessage();
          assertTrue(told.startsWith("The service went away before it answered ("), told);
          assertTrue(told.endsWith("); ask again."), told);
          String javas = failure.getMessage();
          assertTrue(javas == null || !told.contains(javas), told);
          assertEquals(-1, told.indexOf("null"), told);
        });
  }

  /** A link on which no answer comes, until it is closed or its time is over. */
  private static final class Silent implements Connector {
    private final CountDownLatch waited = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger links = new AtomicInteger();

    @Override
    public Link connect() {
      links.incrementAndGet();
      return new Link() {
        @Override
        public void send(Frame frame) {}

        @Override
        public Frame receive() throws IOException {
          waited.countDown();
          try {
            closed.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          throw new LinkCutException(new ClosedChannelException());
        }

        @Override
        public void close() {
          closed.countDown();
        }
      };
    }

    @Override
    public Optional<Connection> verdict() {
      return Optional.empty();
    }

    @Override
    public int silenceSeconds() {
      return 1;
    }
  }

  @Test
  @Timeout(20)
  void closingDoesNotWaitForAnAnswer() throws Exception {
    Silent silent = new Silent();
    KeptCaller caller = new KeptCaller(silent);
    FutureTask<Fields> asked = new FutureTask<>(() -> caller.call(CallCodec.call("backend")));
    Thread asking = new Thread(asked, "test-asking");
    asking.setDaemon(true);
    asking.start();
    silent.waited.await();
    caller.close();
    assertInstanceOf(
        IOException.class, assertThrows(ExecutionException.class, asked::get).getCause());
    String told =
        assertThrows(IOException.class, () -> caller.call(CallCodec.call("backend"))).getMessage();
    assertTrue(told.contains("was left"), told);
    assertEquals(1, silent.links.get());
  }

  @Test
  void aQuestionIsRepeatedAfterACutAndNotAfterASilence() throws Exception {
    for (boolean silence : new boolean[] {false, true}) {
      Deque<IOException> failures = new ArrayDeque<>();
      AtomicInteger links = new AtomicInteger();
      KeptCaller caller = new KeptCaller(answering(failures, links));
      caller.call(CallCodec.call("backend"));
      failures.add(silence ? new SocketTimeoutException("Read timed out") : new EOFException());
      if (silence) {
        String told =
            assertThrows(IOException.class, () -> caller.call(CallCodec.call("backend")))
                .getMessage();
        assertTrue(told.contains("nothing came for too long"), told);
      } else {
        caller.call(CallCodec.call("backend"));
      }
      assertEquals(silence ? 1 : 2, links.get());
    }
  }

  /** Links that answer, unless a failure is there. */
  private static Connector answering(Deque<IOException> failures, AtomicInteger links) {
    return new ScriptedConnector(
        () -> {
          links.incrementAndGet();
          return () -> {
            if (!failures.isEmpty()) {
              throw new LinkCutException(failures.poll());
            }
            return Frame.of(Frame.Kind.RESULT, MessageJson.bytes(CallCodec.call("answer")));
          };
        });
  }
}
