package org.morphoscope.data.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.morphoscope.data.DataNote;
import org.morphoscope.data.DataNote.Topic;
import org.morphoscope.data.ReadingNotes;
import org.morphoscope.data.ReadingNotes.PictureSize;
import org.morphoscope.data.ReadingNotes.Skipped;
import org.morphoscope.text.Texts;

/** Notes that a reader takes on its way. Used by one thread. */
final class NoteBook {
  private static final int MOST_ITEMS = 20;

  private final List<DataNote> notes = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final Map<PictureSize, Integer> sizes = new TreeMap<>();

  void tell(Topic topic, String format, Object... values) {
    notes.add(new DataNote(topic, Texts.of(format, values)));
  }

  /** A sentence with the first few of what it counts. */
  void tellWith(Topic topic, List<String> items, String format, Object... values) {
    notes.add(new DataNote(topic, Texts.of(format, values), shortened(items)));
  }

  /** Left-out pictures, all of them by name. */
  void tellSkipped(Topic topic, List<Skipped> files, String format, Object... values) {
    skipped.addAll(files);
    List<String> lines = files.stream().map(Skipped::toString).toList();
    notes.add(new DataNote(topic, Texts.of(format, values), lines));
  }

  void count(PictureSize size, int pictures) {
    sizes.merge(size, pictures, Integer::sum);
  }

  ReadingNotes build() {
    return new ReadingNotes(notes, skipped, sizes);
  }

  private static List<String> shortened(List<String> items) {
    if (items.size() <= MOST_ITEMS) {
      return items;
    }
    List<String> few = new ArrayList<>(items.subList(0, MOST_ITEMS));
    few.add(Texts.of("and %,d more", items.size() - MOST_ITEMS));
    return few;
  }
}
