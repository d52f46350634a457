package org.morphoscope.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.journal.disk.JournalException;

/** Notes about a run, on the disk. */
class NotesFileTest {
  private static final String WHEN = "2026-11-29T01:00:00Z";

  @TempDir Path run;

  @Test
  void notesComeBackAsTheyWereWritten() throws IOException {
    NotesFile file = new NotesFile(run);
    assertEquals(List.of(), file.read());
    Note round = new Note(2, OptionalInt.empty(), OptionalInt.empty(), " loss\njumps ", WHEN);
    Note channel = new Note(1, OptionalInt.of(17), OptionalInt.of(31), "\u03b8 = \"0\"", WHEN);
    file.add(round);
    assertEquals(List.of(round, channel), file.add(channel));
    assertEquals(List.of(round, channel), new NotesFile(run).read());
    assertEquals("loss\njumps", file.read().get(0).text());
    assertEquals(List.of(channel), file.remove(round));
    assertEquals(List.of(channel), file.remove(round));
  }

  @Test
  void aTextThatIsEmptyOrTooLongIsRefused() {
    for (String text : List.of("  \n", "x".repeat(Note.MOST + 1))) {
      String told =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new Note(0, OptionalInt.empty(), OptionalInt.empty(), text, WHEN))
              .getMessage();
      assertTrue(told.startsWith("note: expected a text of 1 to 4,000 characters, found "), told);
    }
  }

  @Test
  void aDamagedFileIsToldInASentence() throws IOException {
    Path file = run.resolve("notes.json");
    for (String content :
        List.of(
            "{\"v\": 1, \"notes\": [{\"round\": 1, \"text\": \"\", \"written\": \"\"}]}",
            "{\"v\": 1, \"notes\": [{\"round\": \"x\", \"text\": \"a\", \"written\": \"\"}]}",
            "{\"v\": 1, \"notes\": 3}",
            "{\"v\": 1, \"notes\": [")) {
      Files.writeString(file, content);
      JournalException told =
          assertThrows(JournalException.class, () -> new NotesFile(run).read(), content);
      assertTrue(told.getMessage().contains("notes.json"), told.getMessage());
    }
  }
}
