package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.Versions;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.journal.disk.JournalException;

/**
 * The file {@code notes.json} of a run: what people wrote about it, in the order of writing. No run
 * reads it, so that it may change while the run goes on.
 */
public final class NotesFile {
  private static final int VERSION = 1;
  private static final int MOST = 10_000;

  private final Path file;

  /**
   * @param run folder of the run
   */
  public NotesFile(Path run) {
    this.file = new RunPaths(run).notes();
  }

  /**
   * {@return the notes in the order in which they were written; none where there is no file}
   *
   * @throws JournalException in one sentence when the file cannot be read
   */
  public List<Note> read() throws JournalException {
    return Files.exists(file)
        ? new Json().read(file, "the notes of a run", NotesFile::decode)
        : List.of();
  }

  /**
   * Adds a note.
   *
   * @param note behind the others
   * @return all notes there are now
   * @throws JournalException in one sentence when the file cannot be read or written
   */
  public List<Note> add(Note note) throws JournalException {
    List<Note> all = new ArrayList<>(read());
    all.add(note);
    write(all);
    return all;
  }

  /**
   * Takes a note away; one that is not there is no error.
   *
   * @param note as it was read
   * @return all notes there are now
   * @throws JournalException in one sentence when the file cannot be read or written
   */
  public List<Note> remove(Note note) throws JournalException {
    List<Note> all = new ArrayList<>(read());
    if (all.remove(note)) {
      write(all);
    }
    return all;
  }

  private void write(List<Note> notes) throws JournalException {
    if (notes.size() > MOST) {
      throw JournalException.at(
          file, "", "at most " + MOST + " notes", notes.size() + " of them", "delete some");
    }
    ObjectNode content = JsonNodeFactory.instance.objectNode().put("v", VERSION);
    ArrayNode list = content.putArray("notes");
    for (Note note : notes) {
      ObjectNode to = list.addObject().put("round", note.round());
      note.channel().ifPresent(id -> to.put("channel", id));
      note.moment().ifPresent(number -> to.put("moment", number));
      to.put("text", note.text()).put("written", note.written());
    }
    try {
      Durable.replace(file, new Json().pretty(content));
    } catch (IOException e) {
      throw JournalException.unwritable(file, e);
    }
  }

  private static List<Note> decode(Fields from) {
    Versions.require(from, VERSION);
    return from.objects("notes").stream().map(NotesFile::note).toList();
  }

  private static Note note(Fields from) {
    return new Note(
        from.integer("round"),
        optional(from, "channel"),
        optional(from, "moment"),
        from.parsed("text", "a text of 1 to " + Note.MOST + " characters", Note::checked),
        from.text("written"));
  }

  private static OptionalInt optional(Fields from, String name) {
    return from.isNull(name) ? OptionalInt.empty() : OptionalInt.of(from.integer(name));
  }
}
