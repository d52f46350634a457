package org.morphoscope.service.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.RefusedException;
import org.morphoscope.service.wire.Results;

/**
 * Asks one question after the other over a link that is kept: who drags a slider has no time for a
 * handshake at every step. A link that was cut meanwhile is made anew once.
 */
final class KeptCaller implements Closeable {
  private final Connector connector;
  private Link kept;
  private boolean closed;

  KeptCaller(Connector connector) {
    this.connector = connector;
  }

  /**
   * Asks.
   *
   * @return the answer
   * @throws IOException in one sentence when the service refuses or nobody answers
   */
  synchronized Fields call(ObjectNode call) throws IOException {
    boolean fresh = kept == null;
    if (fresh) {
      kept = connector.connect();
    }
    try {
      kept.send(Frame.of(Kind.CALL, MessageJson.bytes(call)));
      return Results.of(kept.receive());
    } catch (RefusedException e) {
      throw e;
    } catch (IOException e) {
      drop();
      if (fresh || closed) {
        throw Caller.told(e);
      }
      return call(call);
    } finally {
      if (closed) {
        drop();
      }
    }
  }

  private void drop() {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    drop();
  }
}
