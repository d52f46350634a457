package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.SummaryCodec;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.run.RoundSummary;

/** The file {@code summary.json}: every finished round in a few numbers. */
record SummaryFile(Path file, String runId) {
  private static final int VERSION = 1;

  void write(List<RoundSummary> summaries) throws IOException {
    ObjectNode content = JsonNodeFactory.instance.objectNode().put("v", VERSION).put("run", runId);
    ArrayNode rounds = content.putArray("rounds");
    summaries.forEach(round -> rounds.add(SummaryCodec.encode(round)));
    Durable.replace(file, new Json().pretty(content));
  }

  /** There is no finished round. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
