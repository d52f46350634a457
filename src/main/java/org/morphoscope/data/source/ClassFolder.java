package org.morphoscope.data.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.morphoscope.data.DataFormatException;

/**
 * A folder of pictures of one class.
 *
 * @param name of the folder
 * @param path where it is
 * @param pictures in it and below it, those in it first
 * @param deeper how many of them lie below it
 * @param otherKinds number of other files by their ending
 * @param system names left by the system
 */
record ClassFolder(
    String name,
    Path path,
    List<Path> pictures,
    int deeper,
    Map<String, Integer> otherKinds,
    List<String> system) {

  static ClassFolder of(Path folder) throws DataFormatException {
    List<Path> pictures = new ArrayList<>();
    Map<String, Integer> otherKinds = new TreeMap<>();
    List<String> system = new ArrayList<>();
    int direct = FolderEntries.of(folder).pictures().size();
    collect(folder, 0, pictures, otherKinds, system);
    return new ClassFolder(
        FolderEntries.name(folder), folder, pictures, pictures.size() - direct, otherKinds, system);
  }

  private static void collect(
      Path folder,
      int level,
      List<Path> pictures,
      Map<String, Integer> otherKinds,
      List<String> system)
      throws DataFormatException {
    FolderEntries entries = FolderEntries.of(folder);
    pictures.addAll(entries.pictures());
    system.addAll(entries.system());
    for (Path other : entries.others()) {
      String name = FolderEntries.name(other);
      int dot = name.lastIndexOf('.');
      otherKinds.merge(dot < 0 ? "without ending" : name.substring(dot), 1, Integer::sum);
    }
    for (Path below : entries.below(level)) {
      collect(below, level + 1, pictures, otherKinds, system);
    }
  }
}
