package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.journal.disk.Durable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The openings of a run for writing, {@code epochs.jsonl}. Going on after a crash cuts the events
 * back to the last checkpoint, so that line numbers are used twice; an epoch says which lines of
 * the epochs before it still count. Runs that were recorded before there were epochs have none, and
 * whoever followed them begins anew.
 */
public final class Epochs {
  /** The epoch of a run that was never opened for writing since there are epochs. */
  public static final String NONE = "none";

  private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);
  private static final int BUFFER = 1 << 16;

  private final List<Epoch> all;

  /**
   * An opening of a run for writing.
   *
   * @param id a UUID
   * @param from lines that were there and count; what follows belongs to this epoch or a later one
   */
  public record Epoch(String id, long from) {}

  private Epochs(List<Epoch> all) {
    this.all = all;
  }

  /**
   * {@return the epochs of a run, as far as they can be read: a line that a kill tore is none,
   * because nothing was written in its epoch}
   *
   * @param run folder of the run
   * @throws IOException when the file cannot be read
   */
  public static Epochs of(Path run) throws IOException {
    return read(new RunPaths(run).epochs());
  }

  private static Epochs read(Path file) throws IOException {
    List<Epoch> all = new ArrayList<>();
    if (Files.exists(file)) {
      Json json = new Json();
      for (String line :
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
        try {
          if (!line.isBlank()) {
            all.add(
                json.message(
                    line.getBytes(StandardCharsets.UTF_8),
                    from -> new Epoch(from.text("epoch"), from.integer64("from"))));
          }
        } catch (MalformedException e) {
          LOG.info("{}: a line torn by a kill is passed over: {}", file, e.getMessage());
        }
      }
    }
    return new Epochs(all);
  }

  /** {@return the name of the epoch that the run is in} */
  public String current() {
    return all.isEmpty() ? NONE : all.get(all.size() - 1).id();
  }

  /**
   * Where somebody goes on who has lines of a run: at the least of what he has and the beginnings
   * of all later epochs.
   *
   * @param epoch that the lines are of
   * @param lines how many there are
   * @return lines that still count; 0 when the epoch is not known
   */
  public long goOn(String epoch, long lines) {
    if (epoch.equals(NONE) && all.isEmpty()) {
      return lines;
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id().equals(epoch)) {
        return all.subList(i + 1, all.size()).stream()
            .mapToLong(Epoch::from)
            .reduce(lines, Math::min);
      }
    }
    return 0;
  }

  /** Begins an epoch; it is on the disk when this returns. */
  static Epoch begin(Path file, long from) throws IOException {
    Epoch epoch = new Epoch(UUID.randomUUID().toString(), from);
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("epoch", epoch.id());
    byte[] line = new Json().line(node.put("from", from));
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = channel.size();
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.position(end);
      if (end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n') {
        Durable.append(channel, ByteBuffer.wrap(new byte[] {'\n'}));
      }
      Durable.append(channel, ByteBuffer.wrap(line));
      channel.force(true);
    }
    return epoch;
  }

  /** How many lines end before a byte of a file. */
  static long countLines(Path file, long end) throws IOException {
    long lines = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = new byte[BUFFER];
      for (long left = end; left > 0; ) {
        int read = in.read(bytes, 0, (int) Math.min(bytes.length, left));
        if (read < 0) {
          break;
        }
        for (int i = 0; i < read; i++) {
          lines += bytes[i] == '\n' ? 1 : 0;
        }
        left -= read;
      }
    }
    return lines;
  }
}
