package org.morphoscope.ui.film;

/** The acts of the animation, one after the other. */
enum Act {
  /** The channel as it was. */
  BEFORE(1.5),
  /** It divides, vanishes or appears. */
  CHANGE(3.5),
  /** What its readers read of it from now on. */
  READERS(2.5),
  /** What was predicted of the whole set, and what was measured. */
  PROMISE(2.5),
  /** What training made of it. */
  TRAINING(2);

  private final double seconds;

  Act(double seconds) {
    this.seconds = seconds;
  }

  /** Seconds of all acts at normal speed. */
  static double total() {
    double total = 0;
    for (Act act : values()) {
      total += act.seconds;
    }
    return total;
  }

  /** Seconds from the beginning to the end of this act. */
  double end() {
    double end = 0;
    for (Act act : values()) {
      if (act.ordinal() <= ordinal()) {
        end += act.seconds;
      }
    }
    return end;
  }

  /** The act under way at a time. */
  static Act at(double time) {
    for (Act act : values()) {
      if (time < act.end()) {
        return act;
      }
    }
    return TRAINING;
  }

  /**
   * How far this act has come: 0 before, 1 behind it, slow at either end.
   *
   * @param time in seconds from the beginning
   */
  double progress(double time) {
    double linear = Math.max(0, Math.min(1, 1 - (end() - time) / seconds));
    // smoothstep: no speed where it begins and ends
    return linear * linear * (3 - 2 * linear);
  }
}
