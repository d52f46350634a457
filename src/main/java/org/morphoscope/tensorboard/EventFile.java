package org.morphoscope.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.morphoscope.model.ProtoWriter;
import org.morphoscope.text.Texts;

/**
 * One event file: records of length, masked CRC-32C of the length, content, masked CRC-32C of the
 * content, all little-endian; each content is an {@code Event} message.
 */
final class EventFile implements AutoCloseable {
  private static final int EVENT_TIME = 1;
  private static final int EVENT_STEP = 2;
  private static final int EVENT_VERSION = 3;
  private static final int EVENT_SUMMARY = 5;
  private static final int EVENT_SESSION = 7;
  private static final int SESSION_STATUS = 1;
  private static final int SESSION_START = 1;
  private static final int MASK = 0xa282ead8;
  private static final int MOST_NAMES = 10_000;

  private final OutputStream out;
  private final Clock clock;

  private EventFile(OutputStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /**
   * Begins a file of a new name in a folder, which is made when it is not there.
   *
   * @param step first step that this file will tell of: later ones of earlier files no longer count
   */
  static EventFile create(Path folder, Clock clock, long step) throws IOException {
    Files.createDirectories(folder);
    EventFile file =
        new EventFile(
            Files.newOutputStream(unused(folder, clock), StandardOpenOption.CREATE_NEW), clock);
    file.write(event -> event.text(EVENT_VERSION, "brain.Event:2"));
    if (step > 0) {
      file.write(
          event ->
              event
                  .number(EVENT_STEP, step)
                  .message(
                      EVENT_SESSION, session -> session.number(SESSION_STATUS, SESSION_START)));
    }
    return file;
  }

  /** TensorBoard reads the files of a folder in the order of their names. */
  private static Path unused(Path folder, Clock clock) throws IOException {
    long seconds = clock.instant().getEpochSecond();
    for (int n = 0; n < MOST_NAMES; n++) {
      Path file =
          folder.resolve(Texts.of("events.out.tfevents.%010d.morphoscope.%04d", seconds, n));
      if (Files.notExists(file)) {
        return file;
      }
    }
    throw new IOException(
        folder + Texts.of(": expected fewer than %d logs of one second", MOST_NAMES));
  }

  /** Adds the values of a step. */
  void add(long step, Consumer<ProtoWriter> summary) throws IOException {
    write(event -> event.number(EVENT_STEP, step).message(EVENT_SUMMARY, summary));
  }

  private void write(Consumer<ProtoWriter> content) throws IOException {
    ProtoWriter event = new ProtoWriter().real64(EVENT_TIME, clock.millis() / 1000.0);
    content.accept(event);
    byte[] bytes = event.toByteArray();
    byte[] length = little(Long.BYTES).putLong(bytes.length).array();
    ByteBuffer record = little(length.length + bytes.length + 2 * Integer.BYTES);
    record.put(length).putInt(checksum(length)).put(bytes).putInt(checksum(bytes));
    // one call a record: a reader sees it whole or not at all
    out.write(record.array());
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** CRC-32C turned and shifted, because the CRC of bytes that hold their own CRC is no check. */
  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
