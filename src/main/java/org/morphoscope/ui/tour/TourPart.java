package org.morphoscope.ui.tour;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A part of the window that a stop can point at. */
public enum TourPart {
  WINDOW("window-root"),
  RUNBAR("run-bar"),
  GRAPH("graph-view"),
  LEGEND("graph-legend"),
  COLOUR("graph-quantity"),
  CHART("loss-chart"),
  CANDIDATES("candidates-view"),
  WHY("why-panel"),
  TIMELINE("timeline"),
  DECISIONS("decision-mode"),
  MENU("menu");

  private final String id;

  TourPart(String id) {
    this.id = id;
  }

  /** Selector of its node. */
  String selector() {
    return "#" + id;
  }

  /** The name that files use. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TourPart> of(String word) {
    return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(TourPart::word).collect(Collectors.joining(", "));
  }
}
