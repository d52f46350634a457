package org.morphoscope.cli.print;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.morphoscope.journal.RunReader;
import org.morphoscope.journal.codec.SummaryCodec;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.RoundSummary;

/** How a run ended, as one JSON object for programs. */
public final class RunJson {
  private RunJson() {}

  /**
   * {@return the object as one line: {@code run}, {@code folder}, {@code reason}, {@code message}
   * and {@code rounds} as in {@code summary.json}}
   *
   * @param folder of the run
   * @param end the event that ended the run
   * @throws IOException in one sentence when the folder cannot be read
   */
  public static String of(Path folder, RunEnded end) throws IOException {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    List<RoundSummary> rounds = List.of();
    // a run that could not be opened leaves no description
    if (Files.exists(folder.resolve("run.json"))) {
      RunReader reader = RunReader.open(folder);
      to.put("run", reader.info().runId());
      rounds = reader.summaries();
    } else {
      to.putNull("run");
    }
    to.put("folder", folder.toString());
    to.put("reason", end.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    to.put("message", end.message());
    ArrayNode list = to.putArray("rounds");
    rounds.forEach(round -> list.add(SummaryCodec.encode(round)));
    return to.toString();
  }
}
