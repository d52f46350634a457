package org.morphoscope.ui.replay;

/**
 * The part of a recording that the slider shows, as shares of its length.
 *
 * @param from 0 to 1
 * @param to above {@code from}, at most 1
 */
record ScrubView(double from, double to) {
  /** Everything. */
  static final ScrubView ALL = new ScrubView(0, 1);

  private static final double LEAST = 1e-3;

  /** Where a share of the recording lies on the slider: 0 at its beginning, 1 at its end. */
  double place(double share) {
    return (share - from) / (to - from);
  }

  /** The share of the recording at a place of the slider. */
  double share(double place) {
    return Math.max(0, Math.min(1, from + place * (to - from)));
  }

  /** Whether a share can be seen, give or take a pixel. */
  boolean holds(double share) {
    return place(share) >= -1e-3 && place(share) <= 1 + 1e-3;
  }

  /**
   * A smaller or larger part around a place, which stays where it is.
   *
   * @param factor below 1 to come nearer
   */
  ScrubView zoomed(double place, double factor) {
    double length = Math.max(LEAST, Math.min(1, (to - from) * factor));
    return at(share(place) - place * length, length);
  }

  /** As long a part, moved by a share of itself. */
  ScrubView moved(double by) {
    return at(from + by * (to - from), to - from);
  }

  /** As long a part, moved no further than needed to show a share. */
  ScrubView showing(double share) {
    return holds(share) ? this : at(share - 0.1 * (to - from), to - from);
  }

  private static ScrubView at(double wanted, double length) {
    double begin = Math.max(0, Math.min(1 - length, wanted));
    return new ScrubView(begin, begin + length);
  }
}
