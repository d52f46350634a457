package org.morphoscope.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.morphoscope.journal.disk.JournalException;

/**
 * The lines of {@code events.jsonl} one after the other, each as a stream of its bytes. Only a
 * buffer of them is in memory, so that neither the file nor a line need fit; places are counted in
 * 64 bits.
 */
final class EventLines implements Closeable {
  /**
   * More bytes are no line of ours. The longest is a proposal whose Gram matrix is kept as a
   * factor: up to 2^26 numbers, 358 MB as text.
   */
  static final int MAX_LINE = 1 << 29;

  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
  private final InputStream content = new Content();
  private long position;
  private long begin;
  private boolean ended = true;

  /**
   * @param from byte at which a line begins; a file that is not there has no lines
   */
  EventLines(Path file, long from) throws IOException {
    this.file = file;
    this.channel = Files.exists(file) ? FileChannel.open(file, StandardOpenOption.READ) : null;
    this.position = from;
    this.begin = from;
    if (channel != null) {
      channel.position(from);
    }
  }

  /** Goes on to the next line; false when there is none. */
  boolean next() throws IOException {
    if (!finish()) {
      return false;
    }
    begin = position;
    ended = false;
    return fill();
  }

  /** The bytes of the line, without its end. */
  InputStream content() {
    return content;
  }

  /** First byte of the line. */
  long begin() {
    return begin;
  }

  /** First byte that was not read yet: behind a finished line, the begin of the next. */
  long position() {
    return position;
  }

  /**
   * Passes over what is left of the line; false when it has no end: it is torn, or being written.
   */
  boolean finish() throws IOException {
    while (!ended && fill()) {
      take(buffer.remaining());
    }
    return ended;
  }

  /** Bytes of the file, whatever was read so far; fewer at its end. */
  byte[] around(long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    for (int read = 0; bytes.hasRemaining() && read >= 0; ) {
      read = channel.read(bytes, from + bytes.position());
    }
    byte[] found = new byte[bytes.position()];
    bytes.flip().get(found);
    return found;
  }

  private boolean fill() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    if (channel == null) {
      return false;
    }
    buffer.clear();
    int read = channel.read(buffer);
    buffer.flip();
    return read > 0;
  }

  /** Takes up to so many bytes out of the buffer, up to the end of the line; says how many. */
  private int take(int most) throws JournalException {
    byte[] bytes = buffer.array();
    int from = buffer.position();
    int to = from + Math.min(most, buffer.remaining());
    int end = from;
    while (end < to && bytes[end] != '\n') {
      end++;
    }
    ended = end < to;
    buffer.position(ended ? end + 1 : end);
    position += buffer.position() - from;
    if (position - begin > MAX_LINE) {
      throw JournalException.at(
          file,
          "the line from byte " + begin + " on",
          "an event of at most " + MAX_LINE + " bytes",
          "a longer line",
          "restore the file from a copy");
    }
    return end - from;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  /** The line as a stream. */
  private final class Content extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (ended || !fill()) {
        return -1;
      }
      int from = buffer.position();
      int taken = take(length);
      System.arraycopy(buffer.array(), from, target, offset, taken);
      return taken == 0 ? -1 : taken;
    }
  }
}
