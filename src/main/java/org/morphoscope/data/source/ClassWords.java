package org.morphoscope.data.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataNote.Topic;

/**
 * Words for folders that are named by numbers of WordNet: Tiny-ImageNet's {@code words.txt}, with a
 * number and, behind a tab, words in each line.
 */
final class ClassWords {
  private static final String FILE = "words.txt";
  private static final int MAX_BYTES = 16 << 20;

  private ClassWords() {}

  /** The words of the folders where all of them have some and no two the same, else their names. */
  static List<String> of(Path root, List<String> folders, NoteBook notes)
      throws DataFormatException {
    Path file = root.resolve(FILE);
    if (!Files.isRegularFile(file) || Folders.size(file) > MAX_BYTES) {
      return folders;
    }
    Map<String, String> words = new HashMap<>();
    try {
      for (String line :
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()) {
        int tab = line.indexOf('\t');
        if (tab > 0 && !line.substring(tab + 1).isBlank()) {
          words.put(line.substring(0, tab).strip(), line.substring(tab + 1).strip());
        }
      }
    } catch (IOException e) {
      throw DataFormatException.unreadable(file, e);
    }
    List<String> named =
        folders.stream()
            .filter(words::containsKey)
            .map(folder -> words.get(folder).split(",")[0].strip())
            .toList();
    if (named.stream().distinct().count() < folders.size()) {
      // all the words, where the first ones are not enough to tell them apart
      named = folders.stream().filter(words::containsKey).map(words::get).toList();
    }
    if (named.stream().distinct().count() < folders.size()) {
      return folders;
    }
    notes.tell(Topic.CLASSES, "Names of the classes were read from %s.", file);
    return named;
  }
}
