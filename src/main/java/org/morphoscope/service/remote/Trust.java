package org.morphoscope.service.remote;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.morphoscope.text.Texts;

/** Takes the one certificate with a known fingerprint, while it is valid, and no other. */
final class Trust extends X509ExtendedTrustManager {
  private final String server;
  private final String pinned;

  /**
   * @param server for sentences
   * @param pinned fingerprint
   */
  Trust(String server, String pinned) {
    this.server = server;
    this.pinned = pinned;
  }

  static SSLContext context(X509ExtendedTrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    String found = Fingerprints.of(chain[0]);
    if (!found.equals(pinned)) {
      throw new CertificateException(
          Texts.of(
              "%s: expected the certificate %s, found %s; if the server got a new one, compare it with what 'morphoscope serve' prints there and accept it anew, else somebody is in between.",
              server, Fingerprints.shown(pinned), Fingerprints.shown(found)));
    }
    try {
      chain[0].checkValidity();
    } catch (CertificateException e) {
      throw new CertificateException(
          Texts.of(
              "%s: expected a certificate that is valid now, found one from %s to %s; renew it on the server, or set the clock of this machine.",
              server, chain[0].getNotBefore().toInstant(), chain[0].getNotAfter().toInstant()),
          e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("clients show tokens, no certificates");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
