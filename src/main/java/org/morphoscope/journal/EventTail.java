package org.morphoscope.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.morphoscope.journal.codec.EventCodec;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.run.GrowthEvent;

/**
 * What stands in {@code events.jsonl} behind the last checkpoint, as far as it matters to a run
 * that goes on: rounds that a person took back, and locks. All else there is passed over unread.
 *
 * @param undoneFrom the earliest round that was taken back
 * @param end byte behind the last {@code undone} event; where the tail begins when there is none
 * @param locked the last locks before that byte
 * @param whole byte behind the last whole line
 */
record EventTail(OptionalInt undoneFrom, long end, Optional<Set<Integer>> locked, long whole) {
  private static final int BUFFER = 1 << 16;
  private static final String START = "{\"v\":" + EventCodec.VERSION + ",\"type\":\"";

  /** Long enough to tell the type of any event. */
  private static final int SHORT = 1 << 12;

  /**
   * @param from byte at which a line begins
   * @param next the round that would follow there; going back to a later one does not count, since
   *     that one's checkpoint is gone
   */
  static EventTail after(Path events, long from, int next) throws IOException {
    OptionalInt undone = OptionalInt.empty();
    Optional<Set<Integer>> locked = Optional.empty();
    Optional<Set<Integer>> latest = Optional.empty();
    long end = from;
    long at = from;
    Json json = new Json();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(events), BUFFER)) {
      in.skipNBytes(from);
      ByteArrayOutputStream line = new ByteArrayOutputStream(SHORT);
      long begin = from;
      for (int b = in.read(); b >= 0; b = in.read()) {
        at++;
        if (b != '\n') {
          if (line.size() < SHORT) {
            line.write(b);
          }
          continue;
        }
        String text = line.toString(StandardCharsets.UTF_8);
        if (text.startsWith(START + "undone\"") || text.startsWith(START + "locks\"")) {
          GrowthEvent event =
              json.parse(line.toByteArray(), events, "byte " + begin, EventCodec::decode);
          if (event instanceof GrowthEvent.LocksChanged locks) {
            latest = Optional.of(new HashSet<>(locks.locked()));
          } else if (event.round() <= next) {
            undone = OptionalInt.of(Math.min(event.round(), undone.orElse(event.round())));
            locked = latest;
            end = at;
          }
        }
        line.reset();
        begin = at;
      }
      return new EventTail(undone, end, locked, begin);
    }
  }
}
