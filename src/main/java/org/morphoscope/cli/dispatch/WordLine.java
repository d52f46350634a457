package org.morphoscope.cli.dispatch;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines between this program and the one that hands out tasks: words with a space between them,
 * each written as in the query of an address, so that a word may be or hold anything.
 */
final class WordLine {
  /** Begins every line of the other program that is meant for this one. */
  static final String MARK = "morphoscope:";

  private WordLine() {}

  static String line(List<String> words) {
    return words.stream()
        .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
        .collect(Collectors.joining(" "));
  }

  static List<String> of(String line) {
    return Arrays.stream(line.split(" ", -1))
        .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
        .toList();
  }
}
