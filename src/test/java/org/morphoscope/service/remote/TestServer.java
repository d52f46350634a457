package org.morphoscope.service.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.run.GrowthEngineFactory;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStudies;
import org.morphoscope.service.client.ClientProfile;

/** A server of this process on the scripted engine, on a free port of loopback. */
public final class TestServer implements AutoCloseable {
  public static final String WATCH = "watch-watch-watch-watch";
  public static final String DECIDE = "decide-decide-decide-de";
  public static final String OWN = "own-own-own-own-own-own";

  private final RunServer server;
  private final HostedRuns runs;

  private final List<RunService> clients = new CopyOnWriteArrayList<>();

  private TestServer(RunServer server, HostedRuns runs) {
    this.server = server;
    this.runs = runs;
  }

  /**
   * Serves runs below {@code folder/runs} on a certificate that is made in {@code folder/state}.
   */
  public static TestServer open(Path folder, FakeEngine.Script script) throws IOException {
    return open(
        folder,
        config -> new FakeEngine(config, script),
        RunStudies.none("no studies"),
        Optional.empty());
  }

  public static TestServer open(
      Path folder,
      GrowthEngineFactory engines,
      RunStudies studies,
      Optional<ServerSettings.TlsFiles> certificate)
      throws IOException {
    List<Role> roles = List.of(Role.WATCH, Role.DECIDE, Role.OWN);
    List<String> tokens = List.of(WATCH, DECIDE, OWN);
    for (int i = 0; i < roles.size(); i++) {
      SecretFile.write(folder.resolve(roles.get(i) + ".token"), tokens.get(i) + "\n");
    }
    ServerSettings settings =
        new ServerSettings(
            ServerAddress.parse("127.0.0.1:0"),
            roles.stream()
                .map(role -> new ServerSettings.TokenFile(role, folder.resolve(role + ".token")))
                .toList(),
            certificate,
            Map.of("digits", "mnist:/secret/place"),
            folder.resolve("state"));
    LocalGrowthService engine =
        new LocalGrowthService(
            new ServedEngines(engines, settings.data()),
            "0.0-test",
            () -> "no numerics",
            Clock.systemUTC(),
            System::nanoTime);
    HostedRuns runs = new HostedRuns(engine, folder.resolve("runs"), System::nanoTime);
    RunServer server = RunServer.open(settings, runs, studies, "0.0-test", Clock.systemUTC());
    Thread thread =
        new Thread(
            () -> {
              try {
                server.serve();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "test-server");
    thread.setDaemon(true);
    thread.start();
    return new TestServer(server, runs);
  }

  public int port() {
    return server.port();
  }

  public ServerAddress address() {
    return ServerAddress.parse("127.0.0.1:" + port());
  }

  public String fingerprint() {
    return server.fingerprint();
  }

  public String shownFingerprint() {
    return server.shownFingerprint();
  }

  public HostedRuns runs() {
    return runs;
  }

  /** A client of this server with a name and a folder of its own, kept as {@link #kept} does. */
  public RunService client(String name, String token, Path folder) throws IOException {
    return kept(
        RemoteRunService.connect(
            address(),
            fingerprint(),
            token,
            folder.resolve(name),
            new ClientProfile(name, "0.0-test", 0)));
  }

  /**
   * A client that is closed before the server, so that it writes nothing any more behind a test.
   */
  public RunService kept(RunService client) {
    clients.add(client);
    return client;
  }

  @Override
  public void close() {
    clients.forEach(RunService::close);
    server.close();
  }
}
