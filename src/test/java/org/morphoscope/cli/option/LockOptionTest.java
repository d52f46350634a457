package org.morphoscope.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.cli.Cli;
import org.morphoscope.cli.FakeProgram;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.history.RunHistory;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.Services;
import picocli.CommandLine;

class LockOptionTest {
  @TempDir Path temporary;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int grow(String locked, Path run) {
    CommandLine commands =
        Cli.create(FakeProgram.environment(new FakeEngine.Script()), List.of())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    return commands.execute("grow", "--rounds", "2", "--lock", locked, "--out", run.toString());
  }

  @Test
  void lockedLayersKeepTheirWidth() throws IOException {
    Path run = temporary.resolve("run");
    assertEquals(0, grow("conv1, conv3", run), err.toString());
    assertTrue(out.toString().contains("locked layers: conv1, conv3"), out.toString());
    var rounds = RunReader.open(run).summaries();
    assertEquals(rounds.get(0).widths().get(0), rounds.get(2).widths().get(0));
    assertEquals(rounds.get(0).widths().get(2), rounds.get(2).widths().get(2));
    assertTrue(rounds.get(2).parameters() > rounds.get(0).parameters());
  }

  @Test
  void aLayerThatIsNotThereIsWrongUsage() {
    assertEquals(2, grow("conv9", temporary.resolve("none")));
    assertTrue(err.toString().contains("found 'conv9'"), err.toString());
    assertTrue(err.toString().contains("conv1, conv2"), err.toString());
  }

  @Test
  void whatWasUndoneIsInNoFigure() throws Exception {
    Path run = temporary.resolve("run");
    assertEquals(0, grow("conv1", run));
    List<GrowthEvent> events = new ArrayList<>();
    Services.fake(new FakeEngine.Script())
        .undo(
            run,
            1,
            proposal -> {
              throw new InterruptedException("as if it were stopped there");
            },
            events::add)
        .await();
    RunHistory history = RunHistory.read(run);
    assertEquals(1, history.rounds().size());
    assertTrue(history.applied(1).isEmpty());
    Services.fake(new FakeEngine.Script()).resume(run, Decider.automatic(), e -> {}).await();
    assertEquals(3, RunHistory.read(run).rounds().size());
  }
}
