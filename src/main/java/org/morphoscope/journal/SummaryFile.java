package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.SummaryCodec;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.run.RoundSummary;

/**
 * The file {@code summary.json}: every finished round in a few numbers. The last entry is what the
 * run ended with, behind its tail, with the figures before it under {@code beforeTail}; an earlier
 * round that has a tail has the figures behind it under {@code afterTail}.
 */
record SummaryFile(Path file, String runId) {
  private static final int VERSION = 1;

  /**
   * @param rounds as growth went on from them
   * @param tails rounds behind their tails, by round
   */
  void write(List<RoundSummary> rounds, Map<Integer, RoundSummary> tails) throws IOException {
    ObjectNode content = JsonNodeFactory.instance.objectNode().put("v", VERSION).put("run", runId);
    ArrayNode list = content.putArray("rounds");
    for (int i = 0; i < rounds.size(); i++) {
      RoundSummary round = rounds.get(i);
      RoundSummary tail = tails.get(round.round());
      boolean last = i == rounds.size() - 1;
      ObjectNode entry = SummaryCodec.encode(last && tail != null ? tail : round);
      if (!last && tail != null) {
        entry.set("afterTail", SummaryCodec.encodeAfter(tail));
      }
      list.add(entry);
    }
    Durable.replace(file, new Json().pretty(content));
  }

  /** There is no finished round. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
