package org.morphoscope.data.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataNote.Topic;
import org.morphoscope.data.DataRules;

/**
 * The classes behind labels that are numbers only.
 *
 * @param first the label that is class 0
 * @param names one a class
 */
record IdxClasses(int first, List<String> names) {
  /** A set of fewer labels may be a part of one of ten. */
  static final int USUAL = 10;

  private static final int MAX_MAPPING_BYTES = 1 << 20;

  /**
   * As many classes as the largest label says; where labels begin with 1, so do the classes. By the
   * first rules there are ten at least, from label 0 on.
   *
   * @param test may be empty
   * @param mapping a file of EMNIST: label, code of a letter, code of its small form
   */
  static IdxClasses of(
      int[] train, int[] test, Optional<Path> mapping, DataRules rules, NoteBook notes)
      throws DataFormatException {
    int[] counts = new int[USUAL];
    for (int[] labels : new int[][] {train, test}) {
      for (int label : labels) {
        if (label >= counts.length) {
          counts = Arrays.copyOf(counts, label + 1);
        }
        counts[label]++;
      }
    }
    if (rules == DataRules.FIRST) {
      return new IdxClasses(0, Folders.numberedNames(counts.length));
    }
    int end = counts.length;
    while (end > 1 && counts[end - 1] == 0) {
      end--;
    }
    int first = end > 2 && counts[0] == 0 && counts[1] > 0 ? 1 : 0;
    if (first > 0) {
      notes.tell(
          Topic.CLASSES, "Labels begin with 1: class 0 is label 1, and none is without pictures.");
    }
    Map<Integer, String> known = mapping.isPresent() ? names(mapping.get(), notes) : Map.of();
    List<String> names = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    for (int label = first; label < end; label++) {
      String name = known.getOrDefault(label, "class " + label);
      names.add(name);
      if (counts[label] == 0) {
        empty.add(name);
      }
    }
    if (!empty.isEmpty()) {
      notes.tell(
          Topic.CLASSES,
          "%s no pictures: %s.",
          empty.size() == 1 ? "1 class has" : empty.size() + " classes have",
          Words.list(empty));
    }
    if (end < USUAL) {
      notes.tell(
          Topic.CLASSES,
          "Labels go from %d to %d: %s.",
          first,
          end - 1,
          Words.count(names.size(), "class", "classes"));
    }
    return new IdxClasses(first, names);
  }

  private static Map<Integer, String> names(Path mapping, NoteBook notes)
      throws DataFormatException {
    if (Folders.size(mapping) > MAX_MAPPING_BYTES) {
      return Map.of();
    }
    Map<Integer, String> names = new HashMap<>();
    try {
      String text = new String(Files.readAllBytes(mapping), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length >= 2 && line.strip().matches("[\\d\\s]{3,40}")) {
          names.put(number(fields[0]), letters(fields));
        }
      }
    } catch (IOException e) {
      throw DataFormatException.unreadable(mapping, e);
    }
    if (names.values().stream().distinct().count() < names.size()) {
      return Map.of(); // names that do not tell classes apart are none
    }
    notes.tell(Topic.CLASSES, "Names of the classes were read from %s.", mapping);
    return names;
  }

  /** A letter in its forms: "A a" of 65 and 97. */
  private static String letters(String[] fields) {
    StringBuilder letters = new StringBuilder();
    for (int i = 1; i < fields.length; i++) {
      int code = number(fields[i]);
      String letter =
          Character.isValidCodePoint(code) && Character.isLetterOrDigit(code)
              ? Character.toString(code)
              : fields[i];
      letters.append(i > 1 ? " " : "").append(letter);
    }
    return letters.toString();
  }

  private static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
