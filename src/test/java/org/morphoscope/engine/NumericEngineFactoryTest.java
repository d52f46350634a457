package org.morphoscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.RunConfig;

class NumericEngineFactoryTest {
  @Test
  void aMachineThatCannotComputeIsOneSentenceForThePerson() {
    String sentence = "no card was found; unset the variable to compute on the CPU";
    NumericEngineFactory factory =
        new NumericEngineFactory(
            () -> {
              throw new IllegalStateException(sentence);
            });
    RunConfig config = RunConfig.standard("generated:100", "tiny", 1, 1);
    IOException e = assertThrows(IOException.class, () -> factory.open(config));
    assertEquals(sentence, e.getMessage());
  }
}
