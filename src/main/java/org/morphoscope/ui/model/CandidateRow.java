package org.morphoscope.ui.model;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;

/** One line of the table of candidates. */
public final class CandidateRow {
  /** What is to become of the candidate; the order is the order of the sorted column. */
  public enum State {
    APPLIED("applied"),
    APPROVED("approved"),
    CHOSEN("in the set"),
    DEFERRED("deferred"),
    VETOED("vetoed"),
    TAKEN_BACK("taken back"),
    OPEN("");

    private final String title;

    State(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  private final int index;
  private final CandidateKey key;
  private final String layer;
  private final long parameterChange;
  private final DoubleProperty delta = new SimpleDoubleProperty(this, "delta", Double.NaN);
  private final DoubleProperty error = new SimpleDoubleProperty(this, "error", Double.NaN);
  private final ObjectProperty<State> state = new SimpleObjectProperty<>(this, "state", State.OPEN);

  CandidateRow(int index, CandidateKey key, String layer, long parameterChange) {
    this.index = index;
    this.key = key;
    this.layer = layer;
    this.parameterChange = parameterChange;
  }

  public int index() {
    return index;
  }

  public CandidateKey key() {
    return key;
  }

  /** Name of the layer. */
  public String layer() {
    return layer;
  }

  /** Exact change of parameters when applied alone. */
  public long parameterChange() {
    return parameterChange;
  }

  public DoubleProperty deltaProperty() {
    return delta;
  }

  public DoubleProperty errorProperty() {
    return error;
  }

  public ObjectProperty<State> stateProperty() {
    return state;
  }

  public double delta() {
    return delta.get();
  }

  public double error() {
    return error.get();
  }

  public State state() {
    return state.get();
  }

  /** {@code -dL / dR}, comparable with lambda for splits and prunes alike. */
  public double gainPerParameter() {
    return parameterChange == 0 ? Double.NaN : -delta() / parameterChange;
  }
}
