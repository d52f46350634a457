package org.morphoscope.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.morphoscope.journal.codec.EventCodec;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.run.GrowthEvent;

/** {@code events.jsonl} of a run that is written, and how many lines it has. */
final class EventWriter implements Closeable {
  private final RunPaths paths;
  private final FileChannel channel;
  private final Json json = new Json();
  private Epochs.Epoch epoch;
  private long lines;

  EventWriter(RunPaths paths) throws IOException {
    this.paths = paths;
    this.channel =
        FileChannel.open(
            paths.events(),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  /** The file, to look into. */
  FileChannel channel() {
    return channel;
  }

  /** Cuts off what is behind a byte, and goes on from there. */
  void cut(long end) throws IOException {
    channel.truncate(end);
    channel.position(end);
  }

  /** To be called when everything is cut off that does not count, and before anything is added. */
  void beginEpoch() throws IOException {
    lines = Epochs.countLines(paths.events(), channel.position());
    epoch = Epochs.begin(paths.epochs(), lines);
  }

  void write(GrowthEvent event) throws JournalException {
    try {
      Durable.append(channel, ByteBuffer.wrap(json.line(EventCodec.encode(event))));
      lines++;
    } catch (IOException e) {
      throw JournalException.unwritable(paths.events(), e);
    }
  }

  void force() throws IOException {
    channel.force(true);
  }

  /** First byte behind the last event. */
  long position() throws IOException {
    return channel.position();
  }

  /** How many lines the file has; known once an epoch has begun. */
  long lines() {
    return lines;
  }

  Epochs.Epoch epoch() {
    return epoch;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
