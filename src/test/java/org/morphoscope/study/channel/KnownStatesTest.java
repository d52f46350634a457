package org.morphoscope.study.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.run.RoundState;

class KnownStatesTest {
  private static final Path SAMPLE = Path.of("samples", "generated-tiny");

  @TempDir Path temporary;

  @Test
  void aCheckpointIsReadOnceUntilItIsAnother() throws IOException {
    Path run = copy(temporary.resolve("run"));
    KnownStates states = new KnownStates();
    RoundState first = states.of(run, 1);
    assertSame(first, states.of(run, 1));
    Files.setLastModifiedTime(
        run.resolve("checkpoints/round-001/state.json"), FileTime.fromMillis(1_000));
    RoundState again = states.of(run, 1);
    assertNotSame(first, again);
    assertEquals(first.summary(), again.summary());
  }

  @Test
  void onlyTheLastThreeAreKept() throws IOException {
    KnownStates states = new KnownStates();
    RoundState first = states.of(SAMPLE, 0);
    RoundState second = states.of(SAMPLE, 1);
    states.of(SAMPLE, 2);
    assertSame(first, states.of(SAMPLE, 0));
    states.of(SAMPLE, 3);
    assertSame(first, states.of(SAMPLE, 0));
    assertNotSame(second, states.of(SAMPLE, 1));
  }

  @Test
  void aRoundThatIsGoneIsToldInASentence() throws IOException {
    Path run = copy(temporary.resolve("run"));
    KnownStates states = new KnownStates();
    states.of(run, 1);
    Files.delete(run.resolve("checkpoints/round-001/state.json"));
    assertThrows(IOException.class, () -> states.of(run, 1));
  }

  private static Path copy(Path to) throws IOException {
    try (Stream<Path> all = Files.walk(SAMPLE)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(SAMPLE.relativize(each).toString()));
      }
    }
    return to;
  }
}
