package org.morphoscope.ui.model;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.morphoscope.net.MorphKind;

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
    LOCKED("locked"),
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
  private final int number;
  private final long parameterChange;
  private final DoubleProperty delta = new SimpleDoubleProperty(this, "delta", Double.NaN);
  private final DoubleProperty error = new SimpleDoubleProperty(this, "error", Double.NaN);
  private final ObjectProperty<State> state = new SimpleObjectProperty<>(this, "state", State.OPEN);

  CandidateRow(int index, CandidateKey key, String layer, int number, long parameterChange) {
    this.index = index;
    this.key = key;
    this.layer = layer;
    this.number = number;
    this.parameterChange = parameterChange;
  }

  public int index() {
    return index;
  }

  public CandidateKey key() {
    return key;
  }

  /** Name of the layers that have the channel. */
  public String layer() {
    return layer;
  }

  /** The channel, or which of its group's new neurons it is, counted from 0. */
  public int number() {
    return number;
  }

  /** How the number is written: new neurons are told from channels by a sign. */
  public String channel() {
    return key.kind() == MorphKind.NEW_NEURON ? "#" + number : Integer.toString(number);
  }

  void score(double[] deltas, double[] errors, int position) {
    delta.set(position < deltas.length ? deltas[position] : Double.NaN);
    error.set(position < errors.length ? errors[position] : Double.NaN);
  }

  /** Exact change of parameters when applied alone. */
  public long parameterChange() {
    return parameterChange;
  }

  public DoubleProperty deltaProperty() {
    return delta;
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
