package org.morphoscope.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.morphoscope.chart.format.Tables;
import org.morphoscope.chart.run.EventTable;
import org.morphoscope.journal.RunReader;
import org.morphoscope.text.Texts;

/** The events of a recorded run for other tools. */
public final class EventFiles {
  private EventFiles() {}

  /**
   * @param format csv or jsonl
   * @throws IllegalArgumentException in words when the format is unknown
   * @throws IOException in one sentence when the run cannot be read
   */
  public static byte[] of(String format, Path run) throws IOException {
    RunReader reader = RunReader.open(run);
    return switch (format) {
      case "csv" -> Tables.csv(EventTable.of(reader.allEvents())).getBytes(StandardCharsets.UTF_8);
      case "jsonl" -> reader.eventLines();
      default ->
          throw new IllegalArgumentException(
              Texts.of("unknown format '%s': expected csv or jsonl", format));
    };
  }
}
