package org.morphoscope.net;

/** The small changes of the architecture that the program knows. */
public enum MorphKind {
  /** One channel becomes two: the width grows by 1. */
  SPLIT(1),
  /** A channel is removed: the width shrinks by 1. */
  PRUNE(-1),
  /** A new channel with random incoming and learned outgoing weights: the width grows by 1. */
  NEW_NEURON(1);

  private final int widthChange;

  MorphKind(int widthChange) {
    this.widthChange = widthChange;
  }

  /**
   * {@return the word for it in files, figures and options: {@code split}, {@code prune} or {@code
   * new}}
   */
  public String word() {
    return switch (this) {
      case SPLIT -> "split";
      case PRUNE -> "prune";
      case NEW_NEURON -> "new";
    };
  }

  /** {@return the change of the group's width, +1 or -1} */
  public int widthChange() {
    return widthChange;
  }
}
