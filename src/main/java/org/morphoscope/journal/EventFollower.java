package org.morphoscope.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.run.GrowthEvent;

/**
 * Reads the events of a run that another process may be writing, each as soon as its line is whole.
 * Takes no lock, changes nothing, and needs nothing but reading: files are opened anew at every
 * look, so that a network file system shows what it has. Used by one thread at a time.
 *
 * <p>A run that goes on after a crash first cuts off what was unfinished. That is seen by the file
 * being shorter than what was read, by other bytes at the end of the last phase or before the place
 * that was reached, or by a new line of {@code epochs.jsonl}, where the run keeps one; then
 * everything is read again from the first event on. The length of a phase in seconds is never the
 * same twice, and between two of them nothing depends on the clock.
 */
public final class EventFollower {
  /** Bytes that are remembered of a place, at most. */
  private static final int KNOWN = 1 << 12;

  /**
   * Looks at which a line that is no event is not believed yet: it may have been read while the
   * file was cut back, or before a network file system had all of it.
   */
  private static final int DOUBTS = 12;

  private final Path events;
  private final Path epochs;
  private long reached;
  private Known phase = Known.NOTHING;
  private Known tail = Known.NOTHING;
  private Optional<Seen> seen = Optional.empty();
  private boolean looked;
  private byte[] epochsRead = {};
  private int doubts;

  /** What the file looked like. */
  private record Seen(long size, FileTime modified) {}

  /** Bytes that were read, by which a rewritten file is told from a longer one. */
  private record Known(long begin, byte[] bytes) {
    private static final Known NOTHING = new Known(0, new byte[0]);
  }

  private static final Seen NOTHING = new Seen(0, FileTime.fromMillis(0));

  /** Takes in events. */
  public interface Sink {
    /** What was told so far does not count any more: the events come again from the first on. */
    void anew();

    /**
     * The next event; a proposal as its outline.
     *
     * @param event of any kind that is recorded
     */
    void event(GrowthEvent event);
  }

  private EventFollower(RunPaths paths) {
    this.events = paths.events();
    this.epochs = paths.epochs();
  }

  /**
   * {@return a follower that stands before the first event}
   *
   * @param folder the run's folder
   * @throws JournalException in one sentence when the folder holds no run that can be read
   */
  public static EventFollower of(Path folder) throws JournalException {
    RunReader.open(folder);
    return new EventFollower(new RunPaths(folder));
  }

  /**
   * Tells what has come since the last time; the first time, all there is.
   *
   * @param sink told of each event, on the calling thread
   * @return whether the files have changed since the last time
   * @throws JournalException in one sentence when they cannot be read or a whole line is no event;
   *     the first time at once, later when it stays so
   */
  public boolean poll(Sink sink) throws JournalException {
    boolean first = !looked;
    looked = true;
    try {
      boolean changed = look(sink);
      doubts = 0;
      return changed;
    } catch (IOException e) {
      doubts++;
      seen = Optional.empty();
      if (first || doubts > DOUBTS) {
        throw JournalException.unreadable(events, e);
      }
      return true;
    }
  }

  private boolean look(Sink sink) throws IOException {
    byte[] epochsNow = Files.exists(epochs) ? Files.readAllBytes(epochs) : new byte[0];
    Seen now = now();
    if (seen.filter(now::equals).isPresent() && Arrays.equals(epochsRead, epochsNow)) {
      return false;
    }
    boolean rewritten =
        now.size() < reached
            || reached > 0 && !Arrays.equals(epochsRead, epochsNow)
            || !stands(phase)
            || !stands(tail);
    if (rewritten) {
      reached = 0;
      phase = Known.NOTHING;
      tail = Known.NOTHING;
      sink.anew();
    }
    epochsRead = epochsNow;
    read(sink);
    // a change after this look must differ from what was seen before it
    seen = Optional.of(now);
    return true;
  }

  /**
   * {@return the time at which the events were written last, by the clock of the file system; empty
   * before the first}
   */
  public Optional<Instant> written() {
    return seen.filter(last -> last != NOTHING).map(last -> last.modified().toInstant());
  }

  private void read(Sink sink) throws IOException {
    long phaseBegin = -1;
    long phaseEnd = -1;
    try (EventReader reader = new EventReader(events, reached, true)) {
      for (var event = reader.next(); event.isPresent(); event = reader.next()) {
        if (event.get() instanceof GrowthEvent.PhaseFinished) {
          phaseBegin = reached;
          phaseEnd = reader.offset();
        }
        reached = reader.offset();
        sink.event(event.get());
      }
    } finally {
      tail = known(Math.max(0, reached - KNOWN), reached);
      if (phaseBegin >= 0) {
        phase = known(phaseBegin, phaseEnd);
      }
    }
  }

  private Seen now() throws IOException {
    if (!Files.exists(events)) {
      return NOTHING;
    }
    try (FileChannel channel = FileChannel.open(events, StandardOpenOption.READ)) {
      return new Seen(channel.size(), Files.getLastModifiedTime(events));
    } catch (NoSuchFileException e) {
      return NOTHING;
    }
  }

  private boolean stands(Known place) throws IOException {
    Known now = known(place.begin(), place.begin() + place.bytes().length);
    return Arrays.equals(place.bytes(), now.bytes());
  }

  /** What the file has there; fewer bytes where it has none. */
  private Known known(long begin, long end) throws IOException {
    if (begin == end || !Files.exists(events)) {
      return new Known(begin, new byte[0]);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(KNOWN, end - begin));
    try (FileChannel channel = FileChannel.open(events, StandardOpenOption.READ)) {
      int read = 0;
      while (bytes.hasRemaining() && read >= 0) {
        read = channel.read(bytes, begin + bytes.position());
      }
    }
    return new Known(begin, Arrays.copyOf(bytes.array(), bytes.position()));
  }
}
