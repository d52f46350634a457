package org.morphoscope.service.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.morphoscope.text.SmallTexts;
import org.morphoscope.text.Texts;

/**
 * What a server shows to its clients: a certificate and the key to it.
 *
 * @param chain its own certificate first
 * @param key of the first certificate
 */
record ServerIdentity(X509Certificate[] chain, PrivateKey key) {
  private static final String SIGNATURE_OID = "1.2.840.10045.4.3.2"; // ecdsa-with-SHA256, RFC 5758
  private static final String COMMON_NAME_OID = "2.5.4.3"; // RFC 5280
  private static final String OTHER_NAMES_OID = "2.5.29.17"; // subjectAltName, RFC 5280
  private static final Duration EARLY = Duration.ofHours(1);
  private static final Duration LIFE = Duration.ofDays(3650);

  /**
   * Reads an operator's own.
   *
   * @throws IOException in one sentence when the files hold no certificate and its key
   */
  static ServerIdentity read(Path certificate, Path key) throws IOException {
    String text = SmallTexts.read(certificate, "a certificate in PEM");
    try {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      if (found.isEmpty()) {
        throw new IOException(
            certificate + ": expected a certificate in PEM, found none; name another file.");
      }
      X509Certificate[] chain = found.toArray(X509Certificate[]::new);
      return new ServerIdentity(chain, key(key, chain[0].getPublicKey().getAlgorithm()));
    } catch (GeneralSecurityException e) {
      throw new IOException(
          Texts.of(
              "%s: expected a certificate in PEM, found something else (%s); name another file.",
              certificate, e.getMessage()),
          e);
    }
  }

  private static PrivateKey key(Path file, String algorithm) throws IOException {
    String text = SmallTexts.read(file, "a private key in PEM");
    int begin = text.indexOf("-----BEGIN PRIVATE KEY-----");
    int end = text.indexOf("-----END PRIVATE KEY-----");
    if (begin < 0 || end < begin) {
      throw new IOException(
          Texts.of(
              "%s: expected a private key in PEM without a password (BEGIN PRIVATE KEY), found none; 'openssl pkcs8 -topk8 -nodes' makes one.",
              file));
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(text.substring(begin + 27, end));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          Texts.of("%s: expected the %s key of the certificate, found another.", file, algorithm),
          e);
    }
  }

  /** The one that was made at the first start, made now if this is it. */
  static ServerIdentity own(Path folder, String host, Clock clock) throws IOException {
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    if (!Files.exists(certificate) || !Files.exists(key)) {
      ServerIdentity made = make(host, clock.instant());
      SecretFile.write(key, pem("PRIVATE KEY", made.key().getEncoded()));
      try {
        SecretFile.write(certificate, pem("CERTIFICATE", made.chain()[0].getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a certificate of ours has a form", e);
      }
    }
    return read(certificate, key);
  }

  private static String pem(String what, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Texts.of("-----BEGIN %s-----\n%s\n-----END %s-----\n", what, body, what);
  }

  /** Makes a self-signed certificate: EC P-256, X.509 v3 (RFC 5280). */
  static ServerIdentity make(String host, Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] algorithm = Der.sequence(Der.oid(SIGNATURE_OID));
      byte[] name =
          Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME_OID), Der.utf8("Morphoscope"))));
      byte[] names = Der.sequence(dnsName("localhost"), dnsName(host));
      byte[] body =
          Der.sequence(
              Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
              Der.integer(new BigInteger(64, new SecureRandom()).add(BigInteger.ONE)),
              algorithm,
              name,
              Der.sequence(Der.time(now.minus(EARLY)), Der.time(now.plus(LIFE))),
              name,
              pair.getPublic().getEncoded(),
              Der.tagged(
                  0xa3, Der.sequence(Der.sequence(Der.oid(OTHER_NAMES_OID), Der.octets(names)))));
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(body);
      byte[] whole = Der.sequence(body, algorithm, Der.bits(signature.sign()));
      X509Certificate made =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(whole));
      return new ServerIdentity(new X509Certificate[] {made}, pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 17 has EC P-256 and X.509", e);
    }
  }

  private static byte[] dnsName(String host) {
    return Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
  }

  /** What a client compares. */
  String fingerprint() {
    return Fingerprints.of(chain[0]);
  }

  SSLContext context() {
    try {
      char[] none = {};
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, none);
      store.setKeyEntry("server", key, none, chain);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, none);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the certificate and its key belong together", e);
    }
  }
}
