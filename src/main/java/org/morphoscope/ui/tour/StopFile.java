package org.morphoscope.ui.tour;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.model.Quantity;

/** Reads one stop from its text. */
final class StopFile {
  static final int LONGEST = 900;

  private static final Map<String, Quantity> COLOURS =
      Map.of(
          "split", Quantity.SPLIT_GAIN,
          "prune", Quantity.PRUNE_GAIN,
          "new", Quantity.NEW_GAIN,
          "curvature", Quantity.CURVATURE,
          "theta", Quantity.THETA,
          "age", Quantity.AGE,
          "activity", Quantity.ACTIVITY);

  private final String name;
  private final List<String> lines;
  private final Map<String, String> head = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();

  private StopFile(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  /**
   * @param name of the file, for messages
   * @throws IOException in one sentence when the text is no stop
   */
  static TourStop read(String name, List<String> lines) throws IOException {
    return new StopFile(name, lines).read();
  }

  private TourStop read() throws IOException {
    int body = readHead();
    String title = need("title");
    String point = need("point");
    Optional<TourPart> part = TourPart.of(point);
    if (part.isEmpty()) {
      throw bad(places.get("point"), "one of " + TourPart.words() + " after point", point);
    }
    Optional<Integer> round = Optional.empty();
    if (head.containsKey("round")) {
      round = Optional.of(round(head.get("round")));
    }
    String colour = head.get("colour");
    if (colour != null && !COLOURS.containsKey(colour)) {
      throw bad(
          places.get("colour"),
          "split, prune, new, curvature, theta, age or activity after colour",
          colour);
    }
    return new TourStop(
        title, part.get(), round, Optional.ofNullable(colour).map(COLOURS::get), paragraphs(body));
  }

  /** Reads up to the first empty line; returns the index of the line after it. */
  private int readHead() throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty()) {
        return i + 1;
      }
      int colon = line.indexOf(':');
      String key = colon < 0 ? "" : line.substring(0, colon).strip();
      if (!List.of("title", "point", "round", "colour").contains(key)) {
        throw bad(i + 1, "title:, point:, round:, colour: or an empty line", line);
      }
      if (head.put(key, line.substring(colon + 1).strip()) != null) {
        throw bad(i + 1, "each key once", line);
      }
      places.put(key, i + 1);
    }
    return lines.size();
  }

  private String need(String key) throws IOException {
    String value = head.get(key);
    if (value == null || value.isEmpty()) {
      throw bad(places.getOrDefault(key, 1), key + ": and its value in the head", "none");
    }
    return value;
  }

  private int round(String text) throws IOException {
    if (!text.matches("\\d{1,4}")) {
      throw bad(places.get("round"), "a whole number from 0 to 9999 after round", text);
    }
    return Integer.parseInt(text);
  }

  private List<String> paragraphs(int from) throws IOException {
    List<String> found = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int length = 0;
    for (String line : lines.subList(Math.min(from, lines.size()), lines.size())) {
      String text = line.strip();
      if (text.isEmpty() && !open.isEmpty()) {
        found.add(open.toString());
        open.setLength(0);
      } else if (!text.isEmpty()) {
        open.append(open.isEmpty() ? "" : " ").append(text);
        length += text.length();
      }
    }
    if (!open.isEmpty()) {
      found.add(open.toString());
    }
    if (found.isEmpty()) {
      throw bad(lines.size(), "a text after the empty line", "none");
    }
    if (length > LONGEST) {
      throw bad(from + 1, "a text of at most " + LONGEST + " characters", length + " characters");
    }
    return found;
  }

  private IOException bad(int line, String expected, String found) {
    return new IOException(
        Texts.of(
            "%s, line %d: expected %s, found \"%s\"; correct the line as README.txt tells, or remove the folder to get the built-in tour.",
            name, line, expected, found));
  }
}
