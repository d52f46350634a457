package org.morphoscope.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.run.Decider;
import org.morphoscope.run.RunChange;
import org.morphoscope.service.Services;

class EpochsTest {
  @TempDir Path temporary;

  private void grow(Path run) throws Exception {
    Services.fake(new FakeEngine.Script())
        .start(Configs.seeded(1, 1), run, Decider.automatic(), event -> {})
        .await();
  }

  private void goOn(Path run, int rounds) throws Exception {
    Services.fake(new FakeEngine.Script())
        .resume(run, RunChange.toRounds(rounds), Decider.automatic(), event -> {})
        .await();
  }

  @Test
  void everyOpeningForWritingBeginsAnEpochAtTheLinesThatCount() throws Exception {
    Path run = temporary.resolve("run");
    grow(run);
    String first = Epochs.of(run).current();
    int lines = Files.readAllLines(run.resolve("events.jsonl")).size();
    assertEquals(lines, Epochs.of(run).goOn(first, lines));
    goOn(run, 2);
    Epochs epochs = Epochs.of(run);
    assertNotEquals(first, epochs.current());
    // the end of the run was cut off; who had less goes on where he was
    assertEquals(lines - 1, epochs.goOn(first, lines));
    assertEquals(3, epochs.goOn(first, 3));
    assertEquals(lines + 5, epochs.goOn(epochs.current(), lines + 5));
    assertEquals(0, epochs.goOn("another", 7));
    assertEquals(0, epochs.goOn(Epochs.NONE, 7));
  }

  @Test
  void aLineThatAKillToreIsPassedOverAndTheNextOneIsWhole() throws Exception {
    Path run = temporary.resolve("run");
    grow(run);
    String first = Epochs.of(run).current();
    Files.writeString(run.resolve("epochs.jsonl"), "{\"epoch\":\"0f", StandardOpenOption.APPEND);
    assertEquals(first, Epochs.of(run).current());
    goOn(run, 2);
    assertEquals(3, Files.readAllLines(run.resolve("epochs.jsonl")).size());
    assertNotEquals(first, Epochs.of(run).current());
    assertEquals(2, Epochs.of(run).goOn(first, 2));
  }

  @Test
  void anOldRunHasNoneUntilItGoesOn() throws Exception {
    Path run = temporary.resolve("run");
    grow(run);
    Files.delete(run.resolve("epochs.jsonl"));
    assertEquals(Epochs.NONE, Epochs.of(run).current());
    assertEquals(9, Epochs.of(run).goOn(Epochs.NONE, 9));
    goOn(run, 2);
    assertEquals(0, Epochs.of(run).goOn(Epochs.NONE, 9));
  }
}
