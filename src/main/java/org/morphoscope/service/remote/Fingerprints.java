package org.morphoscope.service.remote;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/** SHA-256 of certificates and tokens. */
final class Fingerprints {
  private Fingerprints() {}

  /** Of a certificate, as 64 hex digits. */
  static String of(X509Certificate certificate) {
    try {
      return HexFormat.of().formatHex(sha256().digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read has a form", e);
    }
  }

  static byte[] of(String text) {
    return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must offer SHA-256", e);
    }
  }

  /** As somebody may have typed it: colons, spaces and case do not matter. */
  static String plain(String typed) {
    return typed.replaceAll("[^0-9A-Fa-f]", "").toLowerCase(Locale.ROOT);
  }

  /** In groups, to be compared by eye. */
  static String shown(String fingerprint) {
    return fingerprint.replaceAll("(.{4})(?!$)", "$1 ");
  }
}
