package org.morphoscope.service.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.morphoscope.text.Texts;

/** A link broke; in words of ours, since those of sockets differ from system to system. */
public final class LinkCutException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String why;

  /**
   * That a link broke.
   *
   * @param failure as the socket tells it
   */
  public LinkCutException(IOException failure) {
    super(Texts.of("The connection broke off: %s.", why(failure)), failure);
    why = why(failure);
  }

  private static String why(IOException failure) {
    if (failure instanceof SocketTimeoutException) {
      return "nothing came for too long";
    }
    if (failure instanceof EOFException || failure instanceof ClosedChannelException) {
      return "it was closed";
    }
    return failure instanceof SSLException ? "its encryption failed" : "it was cut";
  }

  /** {@return the reason as a part of a sentence} */
  public String why() {
    return why;
  }
}
