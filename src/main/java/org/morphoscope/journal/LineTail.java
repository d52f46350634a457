package org.morphoscope.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.morphoscope.journal.codec.WireCodec;

/**
 * The lines of {@code events.jsonl} by number, from 0, as the bytes that stand there; the file may
 * grow meanwhile. A line is handed out in pieces, so that no line need fit into memory; the end of
 * the file in the middle of a line is waited for.
 */
public final class LineTail implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private byte[] held = {};
  private int from;
  private long position;
  private long number;

  /**
   * A piece of a line.
   *
   * @param number of the line
   * @param bytes without the end of the line
   * @param last whether the line ends with it
   */
  public record Piece(long number, byte[] bytes, boolean last) {}

  /**
   * @param run folder of the run
   * @param first number of the first line to come
   * @throws IOException when there are fewer lines, or they cannot be read
   */
  public LineTail(Path run, long first) throws IOException {
    file = new RunPaths(run).events();
    channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      skip(first);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void skip(long lines) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    while (number < lines) {
      buffer.clear();
      int read = channel.read(buffer, position);
      if (read <= 0) {
        throw new IOException(
            "events.jsonl: expected " + lines + " lines, found " + number + "; begin anew.");
      }
      for (int i = 0; i < read && number < lines; i++) {
        position++;
        number += buffer.get(i) == '\n' ? 1 : 0;
      }
    }
  }

  /**
   * A place at the beginning of a line, to come back to.
   *
   * @param position byte where the line begins
   * @param number of the line, from 0
   */
  public record Place(long position, long number) {}

  /** {@return the place where it stands, which must be the beginning of a line} */
  public Place place() {
    return new Place(position, number);
  }

  /**
   * Goes back to a place, or forth.
   *
   * @param place what {@link #place} gave
   */
  public void goTo(Place place) {
    position = place.position();
    number = place.number();
    held = new byte[0];
    from = 0;
  }

  /**
   * {@return the number of whole lines that a run has; 0 when it has no events yet}
   *
   * @param run folder of the run
   * @throws IOException when the file cannot be read
   */
  public static long lines(Path run) throws IOException {
    Path events = new RunPaths(run).events();
    return events.toFile().exists() ? Epochs.countLines(events, Long.MAX_VALUE) : 0;
  }

  /** {@return the number of the line that the next piece is of, from 0} */
  public long number() {
    return number;
  }

  /**
   * The next piece.
   *
   * @param most bytes of it, above 0
   * @return empty while what is left of the file is neither a whole line nor so many bytes
   * @throws IOException when the file cannot be read
   */
  public Optional<Piece> next(int most) throws IOException {
    int end = lineEnd(most);
    if (end < 0) {
      peek(most + 1);
      end = lineEnd(most);
    }
    if (end >= 0) {
      Piece whole = new Piece(number++, Arrays.copyOfRange(held, from, end), true);
      goOn(end + 1 - from);
      return Optional.of(whole);
    }
    if (held.length - from <= most) {
      return Optional.empty();
    }
    Piece part = new Piece(number, Arrays.copyOfRange(held, from, from + most), false);
    goOn(most);
    return Optional.of(part);
  }

  /** Where in the bytes held the line ends, within so many bytes; -1 when not there. */
  private int lineEnd(int most) {
    int to = (int) Math.min(held.length, (long) from + most + 1);
    for (int i = from; i < to; i++) {
      if (held[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void goOn(int bytes) {
    from += bytes;
    position += bytes;
  }

  /**
   * {@return the next bytes, as many or fewer, without going on}
   *
   * @param length bytes that are wanted
   * @throws IOException when the file cannot be read
   */
  public byte[] peek(int length) throws IOException {
    if (held.length - from < length) {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      for (int read = 0; bytes.hasRemaining() && read >= 0; ) {
        read = channel.read(bytes, position + bytes.position());
      }
      held = Arrays.copyOf(bytes.array(), bytes.position());
      from = 0;
    }
    return Arrays.copyOfRange(held, from, Math.min(held.length, from + length));
  }

  /**
   * {@return whether the line's end was there; if not, the rest is passed over later}
   *
   * @throws IOException when the file cannot be read
   */
  public boolean skipLine() throws IOException {
    for (Optional<Piece> piece = next(BUFFER); piece.isPresent(); piece = next(BUFFER)) {
      if (piece.get().last()) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@return whether the line, at whose beginning it stands and stays, has more bytes than this}
   *
   * @param bytes without the end of the line
   * @throws IOException when the file cannot be read
   */
  public boolean isLonger(long bytes) throws IOException {
    Place here = place();
    long length = 0;
    boolean ended = false;
    while (!ended && length <= bytes) {
      Optional<Piece> piece = next(BUFFER);
      ended = piece.isEmpty() || piece.get().last();
      length += piece.map(read -> read.bytes().length).orElse(0);
    }
    goTo(here);
    return length > bytes;
  }

  /**
   * {@return the line of a proposal, at whose beginning it stands, without its joint model and
   * without an end} It goes on to the next line.
   *
   * @throws IOException when the file cannot be read or the line is no JSON
   */
  public byte[] thinLine() throws IOException {
    try (EventLines lines = new EventLines(file, position)) {
      if (!lines.next()) {
        throw new IOException("events.jsonl: expected line " + number + ", found its end.");
      }
      byte[] thin = WireCodec.thin(lines.content());
      skipLine();
      return thin;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
