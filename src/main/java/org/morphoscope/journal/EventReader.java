package org.morphoscope.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.morphoscope.journal.codec.EventCodec;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.run.GrowthEvent;

/**
 * Reads {@code events.jsonl} event by event, as a stream. A last line without an end was torn by a
 * kill or is being written: it is left out.
 */
public final class EventReader implements AutoCloseable {
  private final Path file;
  private final EventLines lines;
  private final boolean outlines;
  private final Json json = new Json();
  private final boolean fromBegin;
  private long offset;
  private long line;

  /**
   * @param from byte at which a line begins
   * @param outlines whether proposals come as {@link org.morphoscope.run.Proposal#outline}: their
   *     joint model is passed over unread
   */
  EventReader(Path file, long from, boolean outlines) throws JournalException {
    this.file = file;
    this.outlines = outlines;
    this.fromBegin = from == 0;
    this.offset = from;
    try {
      this.lines = new EventLines(file, from);
    } catch (IOException e) {
      throw JournalException.unreadable(file, e);
    }
  }

  /** {@return the byte at which the next event begins} */
  public long offset() {
    return offset;
  }

  /**
   * {@return the next event; empty at the end, and where a torn line begins}
   *
   * @throws JournalException in one sentence when the line is no event
   */
  public Optional<GrowthEvent> next() throws JournalException {
    try {
      if (!lines.next()) {
        return Optional.empty();
      }
      line++;
      Json.Parsed parsed = json.parse(lines.content(), outlines);
      if (!lines.finish()) {
        return Optional.empty();
      }
      offset = lines.position();
      return Optional.of(
          parsed.decode(
              file,
              place(),
              (from, length) -> lines.around(lines.begin() + from, length),
              outlines ? EventCodec::decodeOutline : EventCodec::decode));
    } catch (IOException e) {
      throw JournalException.unreadable(file, e);
    }
  }

  private String place() {
    String at = "byte " + lines.begin();
    return fromBegin ? "line " + line + " (" + at + ")" : at;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
