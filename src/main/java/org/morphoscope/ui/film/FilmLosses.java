package org.morphoscope.ui.film;

/**
 * The loss around a change, in nats per image; NaN for what is not known.
 *
 * @param before on the training images before the net grew
 * @param predicted change by the whole set, as the joint model said
 * @param measured the same as it was measured, before any training
 * @param after on the training images at the end of the round
 */
record FilmLosses(double before, double predicted, double measured, double after) {

  /** Where the scale begins: the loss before, or 0 where only changes are known. */
  double base() {
    return Double.isNaN(before) ? 0 : before;
  }

  /** The loss that was predicted. */
  double promised() {
    return base() + predicted;
  }

  /** The loss that was measured; NaN before that. */
  double found() {
    return base() + measured;
  }

  /** The loss behind the training; NaN before that, and where the scale has changes only. */
  double trained() {
    return Double.isNaN(before) ? Double.NaN : after;
  }
}
