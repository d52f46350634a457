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
    /** The network has been changed by it. */
    APPLIED("applied", "The network has been changed by it."),
    /** In the set because a person approved it. */
    APPROVED("approved", "In the set because you approved it, whatever its price."),
    /** In the set as the joint model chose it. */
    CHOSEN("in the set", "In the set as the joint model chose it: it is worth its price."),
    /** Left by a person for a later round. */
    DEFERRED("deferred", "Left by you for a later round."),
    /** Ruled out by a person in this round. */
    VETOED("vetoed", "Ruled out by you in this round."),
    /** Was in the set, but is not among the changes that were applied. */
    TAKEN_BACK("taken back", "Was in the set, but is not among the changes that were applied."),
    /** Its layer is locked. */
    LOCKED("locked", "Its layer is locked: it keeps its width."),
    /** Not in the set, and nothing decided about it. */
    OPEN(
        "",
        "Not in the set. Why? (W) says what speaks against it; no reason stands here with more than"
            + " 1,500 candidates, or where the joint model is with a distant engine.");

    private final String title;
    private final String meaning;

    State(String title, String meaning) {
      this.title = title;
      this.meaning = meaning;
    }

    /** {@return what it means, in one sentence} */
    public String meaning() {
      return meaning;
    }

    /** {@return the word in the table; empty for open candidates} */
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
  private final ObjectProperty<WhyNot.Reason> whyNot =
      new SimpleObjectProperty<>(this, "whyNot", WhyNot.Reason.NONE);
  private final ObjectProperty<State> state = new SimpleObjectProperty<>(this, "state", State.OPEN);

  CandidateRow(int index, CandidateKey key, String layer, int number, long parameterChange) {
    this.index = index;
    this.key = key;
    this.layer = layer;
    this.number = number;
    this.parameterChange = parameterChange;
  }

  /** {@return the index in the joint model} */
  public int index() {
    return index;
  }

  /** {@return the name that views share} */
  public CandidateKey key() {
    return key;
  }

  /** {@return the name of the layers that have the channel} */
  public String layer() {
    return layer;
  }

  /** {@return the channel, or which of its group's new neurons it is, counted from 0} */
  public int number() {
    return number;
  }

  /** {@return the number as it is written: new neurons are told from channels by a sign} */
  public String channel() {
    return key.kind() == MorphKind.NEW_NEURON ? "#" + number : Integer.toString(number);
  }

  void score(double[] deltas, double[] errors, int position) {
    delta.set(position < deltas.length ? deltas[position] : Double.NaN);
    error.set(position < errors.length ? errors[position] : Double.NaN);
  }

  /** {@return the exact change of parameters when applied alone} */
  public long parameterChange() {
    return parameterChange;
  }

  /**
   * {@return the predicted change of the loss when applied alone, nats per image; on the FX thread}
   */
  public DoubleProperty deltaProperty() {
    return delta;
  }

  /** {@return what has become of the candidate; on the FX thread} */
  public ObjectProperty<State> stateProperty() {
    return state;
  }

  /**
   * {@return the predicted change of the loss when applied alone, nats per image; NaN before the
   * first scores}
   */
  public double delta() {
    return delta.get();
  }

  /** {@return the standard error of {@link #delta}; NaN where there is none} */
  public double error() {
    return error.get();
  }

  /** {@return what keeps it out of the set; empty where nothing single does} */
  public WhyNot.Reason whyNot() {
    return whyNot.get();
  }

  /** {@return what keeps it out of the set; on the FX thread} */
  public ObjectProperty<WhyNot.Reason> whyNotProperty() {
    return whyNot;
  }

  /**
   * Says what keeps it out of the set.
   *
   * @param reason or {@link WhyNot.Reason#NONE}
   */
  public void setWhyNot(WhyNot.Reason reason) {
    if (!reason.equals(whyNot.get())) {
      whyNot.set(reason);
    }
  }

  /** {@return what has become of the candidate} */
  public State state() {
    return state.get();
  }

  /**
   * {@return {@code -dL / dR}, comparable with lambda for splits and prunes alike; NaN when no
   * parameter changes}
   */
  public double gainPerParameter() {
    return parameterChange == 0 ? Double.NaN : -delta() / parameterChange;
  }
}
