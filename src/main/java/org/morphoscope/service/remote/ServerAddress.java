package org.morphoscope.service.remote;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.morphoscope.text.Texts;

/**
 * Where a server is.
 *
 * @param host name or address
 * @param port 0 to 65535; a server that listens on 0 takes any that is free
 * @param fingerprint of its certificate, when somebody has told it
 */
public record ServerAddress(String host, int port, Optional<String> fingerprint) {
  /** The port that servers listen on and clients expect. */
  public static final int PORT = 7077;

  private static final Pattern FORM =
      Pattern.compile(
          "(\\[[0-9A-Fa-f:.%]+\\]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?(?:#([0-9A-Fa-f: ]+))?");

  /**
   * {@return the address}
   *
   * @param text as a person writes it
   * @throws IllegalArgumentException in one sentence when it is none of them
   */
  public static ServerAddress parse(String text) {
    Matcher found = FORM.matcher(text.strip());
    int port = found.matches() && found.group(2) != null ? Integer.parseInt(found.group(2)) : PORT;
    if (!found.matches() || port > 65_535) {
      throw new IllegalArgumentException(
          Texts.of(
              "server '%s': expected HOST:PORT with a port of at most 65535, or HOST:PORT#FINGERPRINT, found something else.",
              text));
    }
    String host = found.group(1).replaceAll("[\\[\\]]", "");
    Optional<String> fingerprint = Optional.ofNullable(found.group(3)).map(Fingerprints::plain);
    if (fingerprint.isPresent() && fingerprint.get().length() != 64) {
      throw new IllegalArgumentException(
          Texts.of(
              "server '%s': expected a fingerprint of 64 hex digits, found %d.",
              text, fingerprint.get().length()));
    }
    return new ServerAddress(host, port, fingerprint);
  }

  /**
   * {@return the same machine on another port}
   *
   * @param other 0 to 65535
   */
  public ServerAddress withPort(int other) {
    return new ServerAddress(host, other, fingerprint);
  }

  /**
   * {@return where clients find a server that listens here: on every address of this machine, by
   * the machine's name}
   *
   * @param machine name of this machine
   */
  public ServerAddress reachedAt(String machine) {
    boolean every = host.equals("0.0.0.0") || host.equals("::");
    return every ? new ServerAddress(machine, port, fingerprint) : this;
  }

  /** {@return host and port, without the fingerprint} */
  public String name() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
