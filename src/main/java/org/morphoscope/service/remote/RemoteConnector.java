package org.morphoscope.service.remote;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.morphoscope.service.Connection;
import org.morphoscope.service.client.Connector;
import org.morphoscope.service.host.Admission;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.RefusedException;
import org.morphoscope.service.wire.StreamLink;
import org.morphoscope.text.Texts;

/** The way to a server: TLS to the certificate that is known, then the token. */
final class RemoteConnector implements Connector {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 60_000;
  private static final int SILENCE_SECONDS = 6;

  private final ServerAddress address;
  private final String token;
  private final Accepted accepted;
  private final SSLContext context;

  /**
   * @param accepted certificates of the server
   * @throws IOException in one sentence when a file of them cannot be read
   */
  RemoteConnector(ServerAddress address, Accepted accepted, String token) throws IOException {
    this.address = address;
    this.token = token;
    this.accepted = accepted;
    this.context = accepted.context(address);
  }

  /**
   * The fingerprint of the certificate that a server shows, whatever it is.
   *
   * @throws IOException in one sentence when no server of this kind is there
   */
  static String fingerprint(ServerAddress address) throws IOException {
    Seen seen = new Seen();
    try (SSLSocket socket = handshake(address, Accepted.one(""), Trust.context(seen))) {
      return Fingerprints.of((X509Certificate) socket.getSession().getPeerCertificates()[0]);
    }
  }

  @Override
  public Link connect() throws IOException {
    SSLSocket socket = handshake(address, accepted, context);
    try {
      Link link =
          new StreamLink(
              new BufferedInputStream(socket.getInputStream()), socket.getOutputStream(), socket);
      Admission.show(link, token);
      return link;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static SSLSocket handshake(ServerAddress address, Accepted accepted, SSLContext context)
      throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(CONNECT_MILLIS);
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, address.host(), address.port(), true);
      accepted.prepare(socket);
      socket.startHandshake();
      socket.setSoTimeout(READ_MILLIS);
      return socket;
    } catch (SSLException e) {
      plain.close();
      Optional<RefusedException> refusal = accepted.refusal(address, e);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      throw new IOException(
          Texts.of(
              "%s: expected a Morphoscope service, found something that does not speak its TLS (%s); check the port.",
              address.name(), e.getMessage()),
          e);
    } catch (IOException e) {
      plain.close();
      throw new IOException(
          Texts.of(
              "%s: expected a Morphoscope service, found that nobody answers (%s); check that it runs and that the port can be reached.",
              address.name(), e.getMessage()),
          e);
    }
  }

  /** A server that is away may come back. */
  @Override
  public Optional<Connection> verdict() {
    return Optional.empty();
  }

  @Override
  public int silenceSeconds() {
    return SILENCE_SECONDS;
  }

  /** Takes any certificate, to be shown to a person; nothing is sent to such a server. */
  private static final class Seen extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
