package org.morphoscope.service.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.morphoscope.service.wire.RefusedException;
import org.morphoscope.text.Texts;

/**
 * The certificates of a server that a client accepts: the one with a fingerprint, or any that an
 * authority vouches for and that names the server.
 *
 * @param fingerprint 64 hex digits; empty with an authority
 * @param authority file in PEM; empty with a fingerprint
 */
record Accepted(String fingerprint, Optional<Path> authority) {
  static Accepted one(String fingerprint) {
    return new Accepted(Fingerprints.plain(fingerprint), Optional.empty());
  }

  static Accepted by(Path authority) {
    return new Accepted("", Optional.of(authority));
  }

  /**
   * @throws IOException in one sentence when the authority's file cannot be read
   */
  SSLContext context(ServerAddress address) throws IOException {
    return authority.isPresent()
        ? Authority.context(authority.get())
        : Trust.context(new Trust(address.name(), fingerprint));
  }

  /**
   * A certificate of an authority counts for the names in it (RFC 6125), a pinned one for itself.
   */
  void prepare(SSLSocket socket) {
    if (authority.isPresent()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
  }

  /** Why a certificate was not accepted; empty when the failure is another. */
  Optional<RefusedException> refusal(ServerAddress address, SSLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return Optional.of(new RefusedException(sentence(address, cause.getMessage())));
      }
    }
    return Optional.empty();
  }

  private String sentence(ServerAddress address, String reason) {
    return authority.isEmpty()
        ? reason
        : Texts.of(
            "%s: expected a certificate for this name that %s vouches for and that is valid now, found another (%s); name the file of whoever signed it, or connect by its fingerprint.",
            address.name(), authority.get(), reason);
  }
}
