package org.morphoscope.service.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.journal.LineTail;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.service.wire.MessageJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's folder on the viewer's machine: {@code events.jsonl} as it comes, and {@code mirror.json}
 * with the epoch of its lines and where lines were left out. When its disk is full, the viewer goes
 * on without it.
 */
public final class FolderMirror implements Mirror {
  private static final Logger LOG = LoggerFactory.getLogger(FolderMirror.class);

  /** An attempt that fails is repeated after so many lines. */
  private static final int DESCRIBE_EVERY = 16;

  private final Path folder;
  private final FileChannel events;
  private final MirrorLock lock;
  private final Description description;
  private final List<Gap> gaps = new ArrayList<>();
  private String epoch = "";

  /** Lines here, without those left out. */
  private long kept;

  private long lines;
  private boolean broken;

  /**
   * Lines that were left out.
   *
   * @param after so many lines that are here
   */
  private record Gap(long after, long count) {}

  /** Brings {@code run.json}. */
  @FunctionalInterface
  public interface Description {
    /**
     * Brings run.json up to date.
     *
     * @throws IOException when it cannot be had
     */
    void fetch() throws IOException;
  }

  private FolderMirror(Path folder, FileChannel events, MirrorLock lock, Description description) {
    this.folder = folder;
    this.events = events;
    this.lock = lock;
    this.description = description;
  }

  /**
   * Opens a folder, which need not be there, and goes on with what it has.
   *
   * @param folder the place
   * @param description asked for when there are events, and again at the end
   * @return the mirror, at its last whole line; empty while another process keeps this one
   * @throws IOException when what is there cannot be read or is no mirror
   */
  public static Optional<FolderMirror> open(Path folder, Description description)
      throws IOException {
    Files.createDirectories(folder);
    Optional<MirrorLock> free = MirrorLock.take(folder);
    if (free.isEmpty()) {
      return Optional.empty();
    }
    MirrorLock lock = free.get();
    FileChannel events = null;
    try {
      events =
          FileChannel.open(
              folder.resolve("events.jsonl"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FolderMirror mirror = new FolderMirror(folder, events, lock, description);
      mirror.load();
      return Optional.of(mirror);
    } catch (IOException | RuntimeException e) {
      if (events != null) {
        events.close();
      }
      lock.close();
      throw e;
    }
  }

  private Path state() {
    return folder.resolve("mirror.json");
  }

  private void load() throws IOException {
    if (Files.exists(state())) {
      try {
        new Json()
            .message(
                Files.readAllBytes(state()),
                from -> {
                  epoch = from.text("epoch");
                  from.objects("gaps")
                      .forEach(
                          gap -> gaps.add(new Gap(gap.integer64("after"), gap.integer64("count"))));
                  return epoch;
                });
      } catch (MalformedException e) {
        LOG.warn("{} is begun anew: {}", state(), e.getMessage());
        epoch = "";
        gaps.clear();
      }
    }
    kept = epoch.isEmpty() ? 0 : LineTail.lines(folder);
    // what a crash of the system took, and what was left out behind it
    gaps.removeIf(gap -> gap.after() > kept);
    lines = kept + gaps.stream().mapToLong(Gap::count).sum();
    cut();
  }

  private void cut() throws IOException {
    try (LineTail tail = new LineTail(folder, kept)) {
      events.truncate(tail.place().position());
    }
    events.position(events.size());
  }

  private void save() throws IOException {
    ObjectNode to = MessageJson.object().put("epoch", epoch);
    ArrayNode list = to.putArray("gaps");
    gaps.forEach(gap -> list.addObject().put("after", gap.after()).put("count", gap.count()));
    Durable.replace(state(), new Json().pretty(to));
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public String epoch() {
    return epoch;
  }

  @Override
  public long lines() {
    return lines;
  }

  @Override
  public void begin(String begun) {
    if (!begun.equals(epoch)) {
      epoch = begun;
      keep(this::save);
    }
  }

  @Override
  public void append(byte[] line) {
    lines++;
    kept++;
    keep(
        () -> {
          ByteBuffer whole = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
          Durable.append(events, whole);
        });
    if (kept % DESCRIBE_EVERY == 1 && !Files.exists(folder.resolve("run.json"))) {
      describe();
    }
  }

  private void describe() {
    try {
      description.fetch();
    } catch (IOException e) {
      LOG.info("{} has no new run.json: {}", folder, e.getMessage());
    }
  }

  @Override
  public void skip(long count) {
    lines += count;
    gaps.add(new Gap(kept, count));
    keep(this::save);
  }

  @Override
  public void rewind(long counting) {
    while (lines > counting) {
      Gap last = gaps.isEmpty() ? new Gap(0, 0) : gaps.get(gaps.size() - 1);
      if (last.count() > 0 && last.after() == kept) {
        gaps.remove(gaps.size() - 1);
        lines -= last.count();
        if (lines < counting) {
          gaps.add(new Gap(kept, counting - lines));
          lines = counting;
        }
      } else {
        long step = Math.min(lines - counting, kept - last.after());
        kept -= step;
        lines -= step;
      }
    }
    keep(
        () -> {
          cut();
          save();
        });
  }

  /** Something written to the disk. */
  @FunctionalInterface
  interface Writing {
    void run() throws IOException;
  }

  private void keep(Writing writing) {
    if (broken) {
      return;
    }
    try {
      // what was passed on belongs to another viewer, who writes the same
      broken = !lock.whileHeld(writing);
    } catch (IOException e) {
      broken = true;
      LOG.warn("{} keeps the run no longer; what comes is shown all the same", folder, e);
      drop();
    }
  }

  /** A mirror that has a hole is none: the next start begins it anew. */
  private void drop() {
    try {
      Files.deleteIfExists(state());
    } catch (IOException e) {
      LOG.warn("{} cannot be removed", state(), e);
    }
  }

  @Override
  public void close() throws IOException {
    if (kept > 0) {
      describe();
    }
    events.close();
    lock.close();
  }
}
