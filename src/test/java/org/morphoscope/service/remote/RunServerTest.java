package org.morphoscope.service.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.EventText;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Asking;
import org.morphoscope.run.Decision;
import org.morphoscope.run.RunChange;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Connection;
import org.morphoscope.service.Follower;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.Services;
import org.morphoscope.service.client.ClientProfile;

@Timeout(60)
class RunServerTest {
  private static final ClientProfile CLIENT = new ClientProfile("ada on laptop", "0.0-test", 0);
  private static final String WATCH = "watch-watch-watch-watch";
  private static final String OWN = "own-own-own-own-own-own";

  @TempDir Path temporary;
  private final List<AutoCloseable> open = new ArrayList<>();
  private RunServer server;
  private HostedRuns runs;

  @BeforeEach
  void serve() throws Exception {
    serve(Clock.systemUTC());
  }

  private void serve(Clock clock) throws Exception {
    SecretFile.write(temporary.resolve("watch.token"), WATCH + "\n");
    SecretFile.write(temporary.resolve("own.token"), OWN + "\n");
    ServerSettings settings =
        new ServerSettings(
            ServerAddress.parse("127.0.0.1:0"),
            List.of(
                new ServerSettings.TokenFile(Role.WATCH, temporary.resolve("watch.token")),
                new ServerSettings.TokenFile(Role.OWN, temporary.resolve("own.token"))),
            Optional.empty(),
            Map.of("digits", "mnist:/secret/place"),
            temporary.resolve("state" + open.size()));
    LocalGrowthService engine =
        Services.fake(new FakeEngine.Script())
            .on(engines -> new ServedEngines(engines, settings.data()));
    runs = new HostedRuns(engine, temporary.resolve("runs"), System::nanoTime);
    server = RunServer.open(settings, runs, "0.0-test", clock);
    open.add(server);
    Thread thread = new Thread(this::serveQuietly, "test-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serveQuietly() {
    try {
      server.serve();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private ServerAddress address() {
    return ServerAddress.parse("127.0.0.1:" + server.port());
  }

  private RunService client(String token) throws IOException {
    return RemoteRunService.connect(
        address(), server.fingerprint(), token, temporary.resolve("mirrors" + token), CLIENT);
  }

  private static RunStart start(String id, String data, int rounds, Asking.Mode mode) {
    RunConfig config =
        Configs.seeded(rounds, 1).withData(new DataChoice(data, OptionalInt.empty(), 0.2));
    return new RunStart(id, config, new Ask(mode, 5));
  }

  @Test
  void aRunOfAnotherMachineIsStartedAnsweredWatchedAndFetched() throws Exception {
    RunService owner = client(OWN);
    assertEquals(List.of("digits", "generated"), owner.dataSets());
    assertEquals("no numerics", owner.describeBackend());
    Follower mine = new Follower();
    LiveRun run = owner.start(start("far", "digits", 2, Asking.Mode.ASK), mine);
    mine.await(() -> run.asking().pending().isPresent());
    Follower theirs = new Follower();
    RunService watcher = client(WATCH);
    assertEquals(Role.WATCH, watcher.role());
    LiveRun seen = watcher.attach("far", theirs);
    theirs.await(() -> seen.asking().pending().isPresent());
    assertEquals(RunOutline.State.RUNNING, watcher.runs().get(0).state());
    var asked = run.asking().pending().orElseThrow();
    assertTrue(run.asking().offer(asked, Decision.accept(asked)));
    mine.await(() -> run.asking().pending().filter(now -> now != asked).isPresent());
    run.asking().setMode(Asking.Mode.AUTOMATIC);
    run.await();
    seen.await();
    var recorded = RunReader.open(temporary.resolve("runs/far")).allEvents();
    assertIterableEquals(EventText.of(recorded), EventText.of(mine.numbered()));
    assertEquals(List.of(), mine.faults());
    assertEquals(
        -1,
        Files.mismatch(
            temporary.resolve("runs/far/events.jsonl"), run.folder().resolve("events.jsonl")));
    owner.fetch("far", Artefact.checkpoint(2));
    assertEquals(List.of(2), RunReader.open(run.folder()).checkpoints());
    // the record names the data as the client did
    assertEquals("digits", RunReader.open(run.folder()).config().data().name());
    owner
        .resume("far", RunChange.toRounds(3), Ask.nobody(), new Follower(recorded.size() - 1))
        .await();
    assertEquals(3, owner.runs().get(0).rounds());
  }

  @Test
  void withoutTheRightTokenOrCertificateNothingIsServed() throws Exception {
    IOException wrong = assertThrows(IOException.class, () -> client("x".repeat(24)));
    assertTrue(wrong.getMessage().contains("token is none of this service"), wrong.getMessage());
    assertThrows(IOException.class, () -> client(""));
    IOException other =
        assertThrows(
            IOException.class,
            () ->
                RemoteRunService.connect(
                    address(), "ab".repeat(32), OWN, temporary.resolve("m"), CLIENT));
    assertTrue(other.getMessage().contains("somebody is in between"), other.getMessage());
    assertEquals(server.shownFingerprint(), RemoteRunService.shownFingerprint(address()));
    IOException nobody =
        assertThrows(
            IOException.class,
            () -> RemoteRunService.shownFingerprint(ServerAddress.parse("127.0.0.1:1")));
    assertTrue(nobody.getMessage().contains("nobody answers"), nobody.getMessage());
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    serve(Clock.offset(Clock.systemUTC(), Duration.ofDays(-4000)));
    IOException expired = assertThrows(IOException.class, () -> client(OWN));
    assertTrue(expired.getMessage().contains("valid now"), expired.getMessage());
  }

  @Test
  void plainTextIsNoTls() throws Exception {
    try (Socket plain = new Socket("127.0.0.1", server.port())) {
      plain
          .getOutputStream()
          .write("GET /healthz HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      plain.setSoTimeout(10_000);
      byte[] answer = plain.getInputStream().readAllBytes();
      assertFalse(new String(answer, StandardCharsets.ISO_8859_1).contains("ok"));
    } catch (IOException e) {
      assertFalse(e instanceof SocketTimeoutException, "it was left open");
    }
    assertEquals(Role.OWN, client(OWN).role());
  }

  private SSLSocket tls() throws IOException {
    SSLSocket socket =
        (SSLSocket)
            Trust.context(new Trust("test", server.fingerprint()))
                .getSocketFactory()
                .createSocket("127.0.0.1", server.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  @Test
  void aSupervisorIsToldThatItLives() throws Exception {
    try (SSLSocket socket = tls()) {
      socket
          .getOutputStream()
          .write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertTrue(answer.startsWith("HTTP/1.1 200") && answer.endsWith("ok\n"), answer);
    }
  }

  @Test
  void namesReachNoFileOfTheServer() throws Exception {
    RunService owner = client(OWN);
    Files.createDirectories(temporary.resolve("other"));
    for (String id : List.of("../other", "..", "a/b", "/etc", "x".repeat(101))) {
      assertThrows(
          IOException.class,
          () -> owner.start(start(id, "digits", 1, Asking.Mode.ASK), new Follower()),
          id);
      assertThrows(IOException.class, () -> owner.fetch(id, Artefact.description()), id);
    }
    IOException place =
        assertThrows(
            IOException.class,
            () -> owner.start(start("a", "mnist:/etc", 1, Asking.Mode.ASK), new Follower()));
    assertTrue(place.getMessage().contains("digits, generated"), place.getMessage());
    assertFalse(place.getMessage().contains("/secret"), place.getMessage());
    assertThrows(IOException.class, () -> owner.adopt(temporary));
    // the client's own checks are not what keeps it out
    assertThrows(IOException.class, () -> runs.folder("../other"));
    assertEquals(List.of(), owner.runs());
  }

  @Test
  void watchersStartAndUndoNothing() throws Exception {
    RunService owner = client(OWN);
    owner.start(start("mine", "digits", 1, Asking.Mode.AUTOMATIC), new Follower()).await();
    RunService watcher = client(WATCH);
    for (Executable each :
        List.<Executable>of(
            () -> watcher.start(start("b", "digits", 1, Asking.Mode.ASK), new Follower()),
            () -> watcher.resume("mine", RunChange.none(), Ask.nobody(), new Follower()),
            () -> watcher.undo("mine", 1, Ask.nobody(), new Follower()))) {
      IOException no = assertThrows(IOException.class, each);
      assertTrue(no.getMessage().contains("role watch"), no.getMessage());
    }
  }

  @Test
  void aThousandIdleConnectionsAndJunkKeepNobodyOut() throws Exception {
    RunService owner = client(OWN);
    Follower follower = new Follower();
    LiveRun run = owner.start(start("idle", "digits", 1, Asking.Mode.ASK), follower);
    follower.await(() -> run.asking().pending().isPresent());
    Random random = new Random(5);
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        Socket socket = new Socket("127.0.0.1", server.port());
        idle.add(socket);
        if (i % 10 == 0) {
          byte[] junk = new byte[200];
          random.nextBytes(junk);
          write(socket, junk);
        }
      }
      assertEquals(Role.OWN, client(OWN).role());
      assertTrue(Thread.activeCount() < 300, Thread.activeCount() + " threads");
      // a frame that announces a gigabyte
      try (SSLSocket socket = tls()) {
        write(socket, new byte[] {0x40, 0, 0, 0, 1});
        assertTrue(socket.getInputStream().readAllBytes().length < 300);
      }
    } finally {
      for (Socket each : idle) {
        each.close();
      }
    }
    assertEquals(Connection.State.CONNECTED, run.connection().state());
    run.asking().setMode(Asking.Mode.AUTOMATIC);
    run.await();
    assertEquals(List.of(), follower.faults());
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  @Test
  void runsWaitForTheDeviceInTheOrderOfTheirStart() throws Exception {
    RunService owner = client(OWN);
    Follower first = new Follower();
    LiveRun one = owner.start(start("one", "digits", 1, Asking.Mode.ASK), first);
    first.await(() -> one.asking().pending().isPresent());
    Follower second = new Follower();
    LiveRun two = owner.start(start("two", "digits", 1, Asking.Mode.AUTOMATIC), second);
    assertEquals(
        List.of(RunOutline.State.QUEUED, RunOutline.State.RUNNING),
        owner.runs().stream().map(RunOutline::state).toList());
    assertEquals(List.of(), second.numbered());
    one.asking().setMode(Asking.Mode.AUTOMATIC);
    two.await();
    assertEquals(List.of(), second.faults());
    assertTrue(second.numbered().size() > 10);
  }

  @Test
  void runsThatWaitAreStoppedAtOnceAndLeaveNothing() throws Exception {
    RunService owner = client(OWN);
    Follower first = new Follower();
    LiveRun one = owner.start(start("one", "digits", 1, Asking.Mode.ASK), first);
    first.await(() -> one.asking().pending().isPresent());
    Follower second = new Follower();
    LiveRun two = owner.start(start("two", "digits", 1, Asking.Mode.AUTOMATIC), second);
    Follower third = new Follower();
    LiveRun three = owner.start(start("three", "digits", 1, Asking.Mode.AUTOMATIC), third);
    two.control().stop();
    two.await();
    assertTrue(one.asking().pending().isPresent(), "the first goes on");
    assertEquals(
        Set.of("one", "three"),
        owner.runs().stream().map(RunOutline::id).collect(Collectors.toSet()));
    one.asking().setMode(Asking.Mode.AUTOMATIC);
    three.await();
    assertTrue(third.numbered().size() > 10, "it got the device");
  }

  @Test
  void secretsAreTheUsersAloneAndOthersAreRefused() throws Exception {
    Path key = temporary.resolve("state0/tls.key");
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(key));
    Path loose = temporary.resolve("loose.token");
    Files.writeString(loose, OWN);
    Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rw-r--r--"));
    IOException no = assertThrows(IOException.class, () -> new Tokens().add(loose, Role.OWN));
    assertTrue(no.getMessage().contains("chmod 600"), no.getMessage());
    KnownServers servers = new KnownServers(temporary.resolve("servers.json"));
    servers.remember(new KnownServers.Known("gpu:7077", "aa", Optional.of("secret")));
    servers.remember(new KnownServers.Known("other:7077", "bb", Optional.empty()));
    assertEquals(
        List.of("other:7077", "gpu:7077"),
        servers.all().stream().map(KnownServers.Known::address).toList());
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(temporary.resolve("servers.json")));
  }

  @Test
  void theCertificateOfTheFirstStartIsKeptAndIsX509() throws Exception {
    Path folder = temporary.resolve("identity");
    ServerIdentity first = ServerIdentity.own(folder, "gpu.example.org", Clock.systemUTC());
    ServerIdentity again = ServerIdentity.own(folder, "gpu.example.org", Clock.systemUTC());
    assertEquals(first.fingerprint(), again.fingerprint());
    first.chain()[0].verify(first.chain()[0].getPublicKey());
    first.chain()[0].checkValidity();
    assertEquals(3, first.chain()[0].getVersion());
    assertTrue(
        first.chain()[0].getSubjectAlternativeNames().toString().contains("gpu.example.org"));
    assertTrue(
        first.chain()[0].getNotBefore().toInstant().isBefore(Instant.now().minusSeconds(3000)));
  }
}
