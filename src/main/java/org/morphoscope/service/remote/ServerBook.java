package org.morphoscope.service.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.text.Texts;

/** The servers that a user knows, and the way to each. Calls wait for disk and network. */
public final class ServerBook {
  private final KnownServers known;
  private final Path mirrors;
  private final ClientProfile client;
  private final Optional<Path> authority;

  /**
   * Knows what the file holds.
   *
   * @param file of the servers that were connected to, need not be there
   * @param mirrors folder that gets a folder for each server
   * @param client what this program is to them
   */
  public ServerBook(Path file, Path mirrors, ClientProfile client) {
    this(file, mirrors, client, Optional.empty());
  }

  /**
   * As the other; servers are trusted by an authority, whatever their fingerprints are.
   *
   * @param file of the servers that were connected to, need not be there
   * @param mirrors folder that gets a folder for each server
   * @param client what this program is to them
   * @param authority file of certificates in PEM of those that vouch for servers; empty for servers
   *     that are known by their fingerprints
   */
  public ServerBook(Path file, Path mirrors, ClientProfile client, Optional<Path> authority) {
    this.known = new KnownServers(file);
    this.mirrors = mirrors;
    this.client = client;
    this.authority = authority;
  }

  /**
   * {@return whether a server can be connected to without a person who compares its fingerprint}
   *
   * @param address of the server
   * @throws IOException in one sentence when the file cannot be read
   */
  public boolean trusts(ServerAddress address) throws IOException {
    return authority.isPresent() || trusted(address).isPresent();
  }

  /**
   * {@return the servers that were connected to, the latest first}
   *
   * @throws IOException in one sentence when the file cannot be read
   */
  public List<KnownServers.Known> all() throws IOException {
    return known.all();
  }

  /**
   * The fingerprint by which a server is trusted: the one that is given, else the one that was
   * accepted before.
   *
   * @param address of the server
   * @return empty for a server that is not known yet
   * @throws IOException in one sentence when the file cannot be read
   */
  public Optional<String> trusted(ServerAddress address) throws IOException {
    return address.fingerprint().isPresent()
        ? address.fingerprint()
        : known
            .of(address)
            .map(KnownServers.Known::fingerprint)
            .filter(fingerprint -> !fingerprint.isEmpty());
  }

  /**
   * Connects, and remembers the server.
   *
   * @param address of the server
   * @param fingerprint that a person has accepted; empty for the one that is trusted
   * @param token empty for the one that was kept
   * @param keep whether the token is kept in the user's own file
   * @return the server's runs
   * @throws IOException in one sentence when the server is not known, nobody answers, the
   *     certificate is another, or there is no token that counts
   */
  public RemoteRunService connect(
      ServerAddress address, Optional<String> fingerprint, Optional<String> token, boolean keep)
      throws IOException {
    Optional<String> accepted = fingerprint.isPresent() ? fingerprint : trusted(address);
    if (accepted.isEmpty() && authority.isEmpty()) {
      String shown = RemoteRunService.shownFingerprint(address);
      throw new IOException(
          Texts.of(
              "%s: expected a server whose certificate is known, found a new one, %s; compare this with what 'morphoscope serve' prints there, then give %s#%s.",
              address.name(), shown, address.name(), Fingerprints.plain(shown)));
    }
    Optional<String> kept = known.of(address).flatMap(KnownServers.Known::token);
    Optional<String> shown = token.isPresent() ? token : kept;
    if (shown.isEmpty()) {
      throw new IOException(
          Texts.of(
              "%s: expected a token of this server, found none; type it, or name the file that holds it.",
              address.name()));
    }
    // a fingerprint that is given by hand goes before an authority
    boolean byHand = fingerprint.isPresent() || address.fingerprint().isPresent();
    Accepted certificates =
        authority.isPresent() && !byHand
            ? Accepted.by(authority.get())
            : Accepted.one(accepted.orElseThrow());
    RemoteRunService service =
        RemoteRunService.connect(address, certificates, shown.get(), mirrors, client);
    known.remember(
        new KnownServers.Known(
            address.name(),
            accepted.map(Fingerprints::plain).orElse(""),
            keep && token.isPresent() ? token.map(String::strip) : kept));
    return service;
  }
}
