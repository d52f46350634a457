package org.morphoscope.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.morphoscope.journal.codec.EventCodec;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.run.GrowthEvent;

/**
 * Reads {@code events.jsonl} event by event. A last line without an end was torn by a kill or is
 * being written: it is left out.
 */
public final class EventReader implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /**
   * More is no line of ours. The longest is a proposal whose Gram matrix is kept as a factor: up to
   * 2^26 numbers, 358 MB as text.
   */
  static final int MAX_LINE = 1 << 29;

  private final Path file;
  private final InputStream in;
  private final Json json = new Json();
  private long offset;
  private long line;

  EventReader(Path file) throws JournalException {
    this.file = file;
    try {
      this.in =
          Files.exists(file)
              ? new BufferedInputStream(Files.newInputStream(file), BUFFER)
              : InputStream.nullInputStream();
    } catch (IOException e) {
      throw JournalException.unreadable(file, e);
    }
  }

  /** Byte at which the next event begins. */
  public long offset() {
    return offset;
  }

  /**
   * The next event; empty at the end.
   *
   * @throws JournalException in one sentence when the line is no event
   */
  public Optional<GrowthEvent> next() throws JournalException {
    Optional<byte[]> text = nextLine();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    long start = offset;
    line++;
    offset += text.get().length + 1;
    return Optional.of(json.parse(text.get(), file, place(line, start), EventCodec::decode));
  }

  private static String place(long line, long offset) {
    return "line " + line + " (byte " + offset + ")";
  }

  private Optional<byte[]> nextLine() throws JournalException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          return Optional.of(bytes.toByteArray());
        }
        if (bytes.size() == MAX_LINE) {
          throw JournalException.at(
              file,
              place(line + 1, offset),
              "an event of at most " + MAX_LINE + " bytes",
              "a longer line",
              "restore the file from a copy");
        }
        bytes.write(b);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw JournalException.unreadable(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
