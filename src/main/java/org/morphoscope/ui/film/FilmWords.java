package org.morphoscope.ui.film;

import org.morphoscope.net.MorphKind;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Formats;

/** What is said during the acts, one or two sentences each. */
final class FilmWords {
  private static final String SIGNED =
      "It divides in two, to one side: one child has w + \u03b8, the other w + 2\u03b8. The small"
          + " difference \u03b8 was learned from images.";

  private static final String SIGNED_READERS =
      "One is read with twice the weight, the other with minus the weight, so that with \u03b8 = 0"
          + " nothing at all would change: the net keeps what it knows.";

  private FilmWords() {}

  /** What happens in an act of a film. */
  static String of(Film film, Act act) {
    return switch (act) {
      case BEFORE -> before(film);
      case CHANGE -> film.signed() ? SIGNED : change(film.morphism().kind());
      case READERS -> film.signed() ? SIGNED_READERS : readers(film.morphism().kind());
      case PROMISE -> promise(film);
      case TRAINING -> training(film);
    };
  }

  private static String before(Film film) {
    int channel = film.morphism().unit().channel();
    return film.morphism().kind() == MorphKind.NEW_NEURON
        ? Texts.of("A place behind the channels of %s: nothing is there yet.", film.layer())
        : Texts.of(
            "Channel %d of %s: its filter w, and the channels behind it that read what it finds.",
            channel, film.layer());
  }

  private static String change(MorphKind kind) {
    return switch (kind) {
      case SPLIT ->
          "It divides in two: one child has w + \u03b8, the other w \u2212 \u03b8. The small"
              + " difference \u03b8 was learned from images.";
      case PRUNE -> "It is taken out: of all channels, this is one that the net hardly misses.";
      case NEW_NEURON -> "A new channel appears, with random weights: it looks for anything.";
    };
  }

  private static String readers(MorphKind kind) {
    return switch (kind) {
      case SPLIT ->
          "Both are read with half of the weight, so that with \u03b8 = 0 nothing at all would"
              + " change: the net keeps what it knows.";
      case PRUNE -> "Its mean output is folded into those that read it; its edges go.";
      case NEW_NEURON -> "Only what it sends on was learned, so that it is of use at once.";
    };
  }

  private static String promise(Film film) {
    FilmLosses losses = film.losses();
    String set = film.set() == 1 ? "This change" : "The set of " + film.set() + " changes";
    return Double.isNaN(losses.measured())
        ? Texts.of(
            "%s is predicted to change the loss by %s; it is not measured yet.",
            set, Formats.delta(losses.predicted()))
        : Texts.of(
            "%s was predicted to change the loss by %s. Measured, before any training: %s.",
            set, Formats.delta(losses.predicted()), Formats.delta(losses.measured()));
  }

  private static String training(Film film) {
    if (film.takenBack()) {
      return "That was not good enough: the set was taken back, and the net trained as it had been.";
    }
    FilmLosses losses = film.losses();
    return Double.isNaN(losses.trained())
        ? "Now the larger net trains."
        : Texts.of(
            "Then the larger net trains: the loss on its training images goes from %s to %s.",
            Formats.loss(losses.base()), Formats.loss(losses.trained()));
  }
}
