package org.morphoscope.chart.run;

import org.morphoscope.net.MorphKind;

/** Morphisms in words, whichever there are. */
final class Kinds {
  private Kinds() {}

  static String name(MorphKind kind) {
    return kind.word();
  }

  /** For example "14 splits"; adjectives such as "new" go with channels. */
  static String count(long count, MorphKind kind) {
    String plural = count == 1 ? "" : "s";
    return kind == MorphKind.SPLIT || kind == MorphKind.PRUNE
        ? count + " " + name(kind) + plural
        : count + " " + name(kind) + " channel" + plural;
  }
}
