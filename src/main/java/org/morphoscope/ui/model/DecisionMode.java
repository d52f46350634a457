package org.morphoscope.ui.model;

/** Who answers proposals. */
public enum DecisionMode {
  AUTOMATIC("Automatic"),
  ASK("Ask me"),
  COUNTDOWN("Ask with a countdown");

  private final String title;

  DecisionMode(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  @Override
  public String toString() {
    return title;
  }
}
