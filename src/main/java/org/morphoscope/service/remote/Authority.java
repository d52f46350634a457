package org.morphoscope.service.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.morphoscope.text.Texts;

/** Those that vouch for certificates of servers, from a file in PEM. */
final class Authority {
  private Authority() {}

  /**
   * Takes certificates that one of the file vouches for (RFC 5280); their names are to be compared
   * with the server's besides.
   *
   * @throws IOException in one sentence when the file holds no certificate
   */
  static SSLContext context(Path file) throws IOException {
    try {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
      if (found.isEmpty()) {
        throw new IOException(
            file + ": expected certificates in PEM, found none; name another file.");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate each : found) {
        store.setCertificateEntry("authority-" + count++, each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          Texts.of(
              "%s: expected certificates in PEM, found something else (%s); name another file.",
              file, e.getMessage()),
          e);
    }
  }
}
