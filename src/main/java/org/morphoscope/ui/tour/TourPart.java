package org.morphoscope.ui.tour;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A part of the window that a stop can point at. */
public enum TourPart {
  /** The whole window. */
  WINDOW("window-root"),
  /** Start, pause, step and stop. */
  RUNBAR("run-bar"),
  /** The network. */
  GRAPH("graph-view"),
  /** The legend of its colours. */
  LEGEND("graph-legend"),
  /** The choice of what the colours mean. */
  COLOUR("graph-quantity"),
  /** Loss against parameters. */
  CHART("loss-chart"),
  /** The table of candidates. */
  CANDIDATES("candidates-view"),
  /** A change of the round, slowly. */
  FILM("film-card"),
  /** The reasons for a score. */
  WHY("why-panel"),
  /** The rounds, and the slider to any moment. */
  TIMELINE("timeline"),
  /** The choice of who decides. */
  DECISIONS("decision-mode"),
  /** The button with every command. */
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
