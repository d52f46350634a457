package org.morphoscope.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.morphoscope.chart.format.Tables;
import org.morphoscope.journal.EventReader;
import org.morphoscope.journal.RunReader;
import org.morphoscope.text.Texts;

/** The events of a recorded run for other tools. */
public final class EventFiles {
  private EventFiles() {}

  /**
   * {@return the file of all events, not written yet; the joint models of proposals are passed
   * over, so that a journal of any size takes little memory}
   *
   * @param format csv or jsonl
   * @param run folder of the run
   * @param file where to
   * @throws IllegalArgumentException in words when the format is unknown
   * @throws IOException in one sentence when the run cannot be read
   */
  public static FileContent of(String format, Path run, Path file) throws IOException {
    RunReader reader = RunReader.open(run);
    if (format.equals("jsonl")) {
      long end = reader.checkEvents();
      return new FileContent(file, out -> reader.copyEvents(end, out));
    } else if (format.equals("csv")) {
      try (EventReader events = reader.outlines()) {
        return new FileContent(
            file, Tables.csv(EventTable.of(events)).getBytes(StandardCharsets.UTF_8));
      }
    }
    throw new IllegalArgumentException(
        Texts.of("unknown format '%s': expected csv or jsonl", format));
  }
}
