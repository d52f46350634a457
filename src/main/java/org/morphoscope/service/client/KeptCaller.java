package org.morphoscope.service.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.RefusedException;
import org.morphoscope.service.wire.Results;

/**
 * Asks one question after the other over a link that is kept: who drags a slider has no time for a
 * handshake at every step. A link that was cut meanwhile is made anew once. Closing waits for
 * nobody: the question under way fails.
 */
final class KeptCaller implements Closeable {
  private final Connector connector;

  // the lock of call is not that of close, which comes while an answer is waited for
  private volatile Link kept;
  private volatile boolean closed;

  KeptCaller(Connector connector) {
    this.connector = connector;
  }

  /**
   * Asks.
   *
   * @return the answer
   * @throws IOException in one sentence when the service refuses or nobody answers, or after it was
   *     closed
   */
  synchronized Fields call(ObjectNode call) throws IOException {
    expectOpen();
    boolean fresh = kept == null;
    if (fresh) {
      kept = connector.connect();
      expectOpen();
    }
    try {
      kept.send(Frame.of(Kind.CALL, MessageJson.bytes(call)));
      return Results.of(kept.receive());
    } catch (RefusedException e) {
      throw e;
    } catch (IOException e) {
      drop();
      if (fresh || closed || e.getCause() instanceof SocketTimeoutException) {
        // a service that did not answer for so long has the question still
        throw Caller.told(e);
      }
      return call(call);
    }
  }

  private void expectOpen() throws IOException {
    if (closed) {
      drop();
      throw new IOException("The service was left before it answered; open the run again.");
    }
  }

  private void drop() {
    Link link = kept;
    kept = null;
    if (link != null) {
      link.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    Link link = kept;
    if (link != null) {
      link.close();
    }
  }
}
