package org.morphoscope.service.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.run.Asking;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Follower;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.service.host.Admission;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.Messages;
import org.morphoscope.service.wire.StreamLink;
import org.slf4j.LoggerFactory;

/** Those that a server does not serve: each is told of in its log, and the run is not touched. */
@Timeout(60)
class UnwelcomeTest {
  private static final ClientProfile CLIENT = new ClientProfile("ada on laptop", "0.0-test", 0);

  @TempDir Path temporary;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          log.add(event.getFormattedMessage());
        }
      };
  private TestServer server;

  @BeforeEach
  void serve() throws IOException {
    appender.start();
    logger().addAppender(appender);
  }

  @AfterEach
  void close() {
    logger().detachAppender(appender);
    server.close();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("org.morphoscope.service");
  }

  private RunService client(String token) throws IOException {
    return RemoteRunService.connect(
        server.address(), server.fingerprint(), token, temporary.resolve("mirrors"), CLIENT);
  }

  private static RunStart start(String id, Asking.Mode mode) {
    RunConfig config =
        Configs.seeded(1, 1).withData(new DataChoice("digits", OptionalInt.empty(), 0.2));
    return new RunStart(id, config, new Ask(mode, 5));
  }

  private void assertLogged(String part) throws InterruptedException {
    for (int i = 0; i < 500 && log.stream().noneMatch(line -> line.contains(part)); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    String line = log.stream().filter(each -> each.contains(part)).findFirst().orElse("");
    assertTrue(line.startsWith("127.0.0.1 is refused: "), part + " is not in " + log);
    assertFalse(line.contains("\n"), line);
  }

  private SSLSocket tls() throws IOException {
    SSLSocket socket =
        (SSLSocket)
            Trust.context(new Trust("test", server.fingerprint()))
                .getSocketFactory()
                .createSocket("127.0.0.1", server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  @Test
  void eachIsRefusedInASentenceOfTheLogAndTheRunGoesOn() throws Exception {
    server = TestServer.open(temporary, new FakeEngine.Script());
    RunService owner = client(TestServer.OWN);
    Follower follower = new Follower();
    LiveRun run = owner.start(start("run", Asking.Mode.ASK), follower);
    follower.await(() -> run.asking().pending().isPresent());

    assertThrows(IOException.class, () -> client("no-token-of-this-service"));
    assertLogged("its token is none of this service");
    try (Socket plain = new Socket("127.0.0.1", server.port())) {
      plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertLogged("it does not speak TLS as expected");
    }
    try (SSLSocket socket = tls()) {
      socket.getOutputStream().write(new byte[] {0x40, 0, 0, 0, 1});
      assertLogged("this is not Morphoscope's protocol");
    }
    try (SSLSocket socket = tls();
        StreamLink link =
            new StreamLink(socket.getInputStream(), socket.getOutputStream(), socket)) {
      Admission.show(link, TestServer.OWN);
      // a token again, where a greeting or a call belongs
      Admission.show(link, TestServer.OWN);
      assertLogged("expected a greeting or a call");
    }
    try (SSLSocket socket = tls();
        StreamLink link =
            new StreamLink(socket.getInputStream(), socket.getOutputStream(), socket)) {
      // a client of its own making may name what it likes
      Admission.show(link, TestServer.OWN);
      greet(link, "../run");
      assertTrue(link.receive().text().contains("1 to 100 letters"));
      assertLogged("1 to 100 letters");
    }

    run.asking().setMode(Asking.Mode.AUTOMATIC);
    run.await();
    assertEquals(List.of(), follower.faults());
  }

  /** Many events, and nothing that takes time. */
  private static final class Long extends FakeEngine.Script {
    Long() {
      batches = 3_000;
    }
  }

  @Test
  void whoeverReadsNothingDelaysNobodyAndTakesNoMemory() throws Exception {
    server = TestServer.open(temporary, new Long());
    RunService owner = client(TestServer.OWN);
    Follower follower = new Follower();
    LiveRun run = owner.start(start("slow", Asking.Mode.ASK), follower);
    follower.await(() -> run.asking().pending().isPresent());
    // from here on some twenty megabytes that one of them never takes
    try (SSLSocket socket = tls()) {
      socket.setReceiveBufferSize(4_096);
      StreamLink link = new StreamLink(socket.getInputStream(), socket.getOutputStream(), socket);
      Admission.show(link, TestServer.OWN);
      greet(link, "slow");
      follower.await(() -> run.viewers() == 2);
      long before = used();
      run.asking().setMode(Asking.Mode.AUTOMATIC);
      run.await();
      long kept = used() - before;
      assertTrue(kept < 40L << 20, (kept >> 20) + " MB are kept");
      assertEquals(List.of(), follower.faults());
      assertEquals(1, server.runs().hosted("slow").orElseThrow().viewers());
    }
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void greet(StreamLink link, String run) throws IOException {
    var hello =
        new Messages.Hello(
            1, 1, "0.0-test", "sleeper", "sleeper", run, "", 0, 0, 0, Messages.LeadWish.NONE);
    link.send(Frame.of(Frame.Kind.HELLO, MessageJson.bytes(hello.encode())));
  }
}
