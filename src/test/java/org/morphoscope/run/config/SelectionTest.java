package org.morphoscope.run.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;

/** What goes with what where a run is not told. */
class SelectionTest {
  private static final Set<MorphKind> PAPER = Set.of(MorphKind.SPLIT, MorphKind.PRUNE);
  private static final Set<MorphKind> ALL = Set.of(MorphKind.values());

  @Test
  void prunesGoWithWhatWasLearnedOnly() {
    Selection standard = Selection.standard();
    assertEquals(Selection.Start.LEARNED, standard.start());
    assertEquals(PAPER, standard.kinds());
    assertEquals(Set.of(MorphKind.SPLIT), standard.kinds(Selection.Start.FRESH, false));
    assertEquals(PAPER, standard.kinds(Selection.Start.LEARNED, false));
    assertEquals(ALL, standard.kinds(Selection.Start.LEARNED, true));
    assertEquals(
        Set.of(MorphKind.SPLIT, MorphKind.NEW_NEURON), standard.kinds(Selection.Start.FRESH, true));
    assertEquals(ALL, Selection.former().kinds(Selection.Start.LEARNED, false));
  }
}
