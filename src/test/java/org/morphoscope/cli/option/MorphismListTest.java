package org.morphoscope.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import picocli.CommandLine.TypeConversionException;

class MorphismListTest {
  private final MorphismList list = new MorphismList();

  @Test
  void theWordsOfTheHelpAreUnderstood() {
    assertEquals(
        Set.of(MorphKind.SPLIT, MorphKind.PRUNE, MorphKind.NEW_NEURON),
        list.convert("split,prune,new"));
    assertEquals(Set.of(MorphKind.NEW_NEURON), list.convert(" New "));
  }

  @Test
  void anotherWordIsTold() {
    TypeConversionException e =
        assertThrows(TypeConversionException.class, () -> list.convert("split,birth"));
    assertEquals(
        "expected some of split, prune, new, separated by commas, found 'birth'", e.getMessage());
  }
}
