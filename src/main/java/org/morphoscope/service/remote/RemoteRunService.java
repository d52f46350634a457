package org.morphoscope.service.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.run.RunChange;
import org.morphoscope.selection.GramRow;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.Ask;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.Picture;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunIds;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.service.client.LinkedRuns;
import org.morphoscope.service.client.LinkedRuns.RunPlace;
import org.morphoscope.service.client.SeedCopy;
import org.morphoscope.text.Texts;

/** Runs of a server on another machine; what comes of them is kept in folders here. */
public final class RemoteRunService implements RunService {
  private static final long LEAVING_MILLIS = 3_000;

  private final ServerAddress address;
  private final LinkedRuns runs;
  private final Role role;
  private final Path mirrors;

  private RemoteRunService(ServerAddress address, LinkedRuns runs, Role role, Path mirrors) {
    this.address = address;
    this.runs = runs;
    this.role = role;
    this.mirrors = mirrors;
  }

  /**
   * The fingerprint of the certificate that a server shows, for a person to compare with what
   * {@code morphoscope serve} prints there. Nothing else is told to such a server.
   *
   * @param address of the server
   * @return 64 hex digits in groups of four
   * @throws IOException in one sentence when nobody answers
   */
  public static String shownFingerprint(ServerAddress address) throws IOException {
    return Fingerprints.shown(RemoteConnector.fingerprint(address));
  }

  /**
   * {@return a service that is connected; closed by the caller}
   *
   * @param address host and port
   * @param fingerprint of the certificate that is accepted, with or without gaps
   * @param token of the server
   * @param mirrors folder that has a folder for each server
   * @param client what this client is to the service
   * @throws IOException in one sentence when nobody answers, the certificate is another or the
   *     token does not count
   */
  public static RemoteRunService connect(
      ServerAddress address, String fingerprint, String token, Path mirrors, ClientProfile client)
      throws IOException {
    return connect(address, Accepted.one(fingerprint), token, mirrors, client);
  }

  /** As the other, with any certificates that are accepted. */
  static RemoteRunService connect(
      ServerAddress address, Accepted accepted, String token, Path mirrors, ClientProfile client)
      throws IOException {
    RemoteConnector connector = new RemoteConnector(address, accepted, token.strip());
    LinkedRuns runs = new LinkedRuns(connector, client, System::nanoTime);
    Path own = mirrors.resolve(address.name().replaceAll("[^A-Za-z0-9._-]", "_"));
    return new RemoteRunService(address, runs, runs.role(), own);
  }

  @Override
  public Place place() {
    return Place.REMOTE;
  }

  @Override
  public String whereabouts() {
    return address.name();
  }

  @Override
  public String describeBackend() throws IOException {
    return runs.backend();
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public List<RunOutline> runs() throws IOException {
    return runs.runs();
  }

  @Override
  public List<String> dataSets() throws IOException {
    return runs.dataSets();
  }

  @Override
  public String adopt(Path folder) throws IOException {
    throw new IOException(
        Texts.of(
            "%s: expected a run of %s, found one of this machine; open it here, or copy it into the server's folder of runs.",
            folder, address.name()));
  }

  private RunPlace kept(String id) throws IOException {
    return new RunPlace.Kept(mirrors.resolve(RunIds.require(id)));
  }

  @Override
  public LiveRun start(RunStart start, RunListener listener) throws IOException {
    if (start.seed().isEmpty()) {
      return runs.start(start, Optional.empty(), kept(start.id()), listener);
    }
    try (SeedCopy seed = SeedCopy.of(start.seed().get())) {
      return runs.startSending(start, seed.run(), kept(start.id()), listener);
    }
  }

  @Override
  public List<Picture> pictures(String id, int round, int[] places) throws IOException {
    return runs.pictures(id, round, places);
  }

  @Override
  public Map<String, byte[]> calibrate(String id, Consumer<String> progress) throws IOException {
    return runs.calibrate(id, progress);
  }

  @Override
  public Selector.Selection preview(String id, int round, SetWish wish) throws IOException {
    return runs.preview(id, round, wish);
  }

  @Override
  public GramRow row(String id, int round, int attempt, int candidate) throws IOException {
    return runs.row(id, round, attempt, candidate);
  }

  @Override
  public LiveRun attach(String id, RunListener listener) throws IOException {
    return runs.attach(id, false, kept(id), listener);
  }

  @Override
  public LiveRun resume(String id, RunChange change, Ask ask, RunListener listener)
      throws IOException {
    return runs.resume(id, change, ask, kept(id), listener);
  }

  @Override
  public LiveRun undo(String id, int round, Ask ask, RunListener listener) throws IOException {
    return runs.undo(id, round, ask, kept(id), listener);
  }

  @Override
  public Path fetch(String id, Artefact artefact) throws IOException {
    return runs.fetch(id, artefact, mirrors.resolve(RunIds.require(id)));
  }

  /** Leaves all its runs, which go on. */
  @Override
  public void close() {
    runs.leave(LEAVING_MILLIS);
  }
}
