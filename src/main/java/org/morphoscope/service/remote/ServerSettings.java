package org.morphoscope.service.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.service.Role;

/**
 * How a server is to serve.
 *
 * @param listen where
 * @param tokens files of tokens with what they allow; the owner's own is made when there is none
 * @param tls certificate and key of the operator; made at the first start when there are none
 * @param data places of data by the names that clients use
 * @param state folder of what the server keeps: its certificate, key and token
 */
public record ServerSettings(
    ServerAddress listen,
    List<TokenFile> tokens,
    Optional<TlsFiles> tls,
    Map<String, String> data,
    Path state) {
  /**
   * A token and what it allows.
   *
   * @param role what the token allows
   * @param file text file with the token
   */
  public record TokenFile(Role role, Path file) {}

  /**
   * A certificate chain and its key, in PEM.
   *
   * @param certificate chain, PEM
   * @param key of the certificate, PEM
   */
  public record TlsFiles(Path certificate, Path key) {}

  /**
   * Copies the collections.
   *
   * @param listen where
   * @param tokens files of tokens with what they allow; the owner's own is made when there is none
   * @param tls certificate and key of the operator; made at the first start when there are none
   * @param data places of data by the names that clients use
   * @param state folder of what the server keeps: its certificate, key and token
   */
  public ServerSettings {
    tokens = List.copyOf(tokens);
    data = Map.copyOf(data);
  }
}
