package org.morphoscope.data.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of pictures with their classes, in the order in which they are read. */
final class LabelledFiles {
  private final List<Path> files = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  void add(Path file, int label) {
    files.add(file);
    labels.add(label);
  }

  int size() {
    return files.size();
  }

  Path file(int i) {
    return files.get(i);
  }

  int label(int i) {
    return labels.get(i);
  }
}
