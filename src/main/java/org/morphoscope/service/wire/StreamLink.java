package org.morphoscope.service.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link over two streams of bytes. A frame is its length in 4 bytes, the code of its kind in 1,
 * its number in 8, its body; the length counts what follows it. All big-endian.
 */
public final class StreamLink implements Link {
  /** Bytes of a piece of a line or a file. */
  static final int PIECE = 1 << 18;

  /** More than any frame has: a piece, or JSON of a decision. */
  static final int MAX_FRAME = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(StreamLink.class);
  private static final int HEAD = 9;
  private static final int FIRST_READ = 1 << 13;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final Closeable socket;
  private final Object sending = new Object();

  /**
   * @param in from the other side
   * @param out to the other side
   * @param socket closes both streams, also while they are waited for
   */
  public StreamLink(InputStream in, OutputStream out, Closeable socket) {
    this.in = new DataInputStream(new BufferedInputStream(in, FIRST_READ));
    this.out = new DataOutputStream(new BufferedOutputStream(out, PIECE + HEAD + Integer.BYTES));
    this.socket = socket;
  }

  @Override
  public void send(Frame frame) throws IOException {
    if (frame.body().length + HEAD > MAX_FRAME) {
      throw new FrameException(
          Texts.of(
              "a message of %d bytes: expected at most %d; send less at once.",
              frame.body().length, MAX_FRAME - HEAD));
    }
    try {
      synchronized (sending) {
        out.writeInt(frame.body().length + HEAD);
        out.writeByte(frame.kind().code());
        out.writeLong(frame.number());
        out.write(frame.body());
        out.flush();
      }
    } catch (IOException e) {
      throw new LinkCutException(e);
    }
  }

  @Override
  public Frame receive() throws IOException {
    try {
      return read();
    } catch (FrameException e) {
      throw e;
    } catch (IOException e) {
      throw new LinkCutException(e);
    }
  }

  private Frame read() throws IOException {
    int length = in.readInt();
    if (length < HEAD || length > MAX_FRAME) {
      throw new FrameException(
          Texts.of(
              "expected a frame of %d to %d bytes, found %d: this is not Morphoscope's protocol.",
              HEAD, MAX_FRAME, Integer.toUnsignedLong(length)));
    }
    int code = in.readUnsignedByte();
    Frame.Kind kind = Frame.Kind.of(code);
    if (kind == null) {
      throw new FrameException(
          Texts.of(
              "expected a kind of frame from 1 to 14, found %d; update the older side.", code));
    }
    long number = in.readLong();
    // read as it comes: who only announces a long frame gets no memory
    byte[] body = in.readNBytes(length - HEAD);
    if (body.length < length - HEAD) {
      throw new FrameException("the link was cut within a frame.");
    }
    return new Frame(kind, number, body);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("a link was cut already", e);
    }
  }
}
