package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.morphoscope.ui.chart.LossChart;
import org.morphoscope.ui.session.RecordedRuns;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;

/** The window on a run that another process writes. */
class FollowWindowTest extends WindowTest {
  private static final Path SAMPLE = Path.of("samples", "generated-tiny");

  private Path run;
  private List<String> lines;

  @Override
  Services services() {
    Services fake = FakeServices.of(new int[] {8, 8, 12, 12}, 24, 3, runs.resolve("own"));
    return new Services(
        fake.growth(),
        fake.data(),
        new RecordedRuns(),
        fake.calibration(),
        runs.resolve("own"),
        fake.firstRun(),
        fake.preferences(),
        fake.samples());
  }

  @BeforeEach
  void describe() throws IOException {
    run = Files.createDirectory(runs.resolve("run"));
    Files.copy(SAMPLE.resolve("run.json"), run.resolve("run.json"));
    lines = Files.readAllLines(SAMPLE.resolve("events.jsonl"));
  }

  private void write(int from, int to) throws IOException {
    Files.writeString(
        run.resolve("events.jsonl"),
        String.join("\n", lines.subList(from, to)) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private int line(String type, int round) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("{\"v\":1,\"type\":\"" + type + "\",\"round\":" + round)) {
        return i;
      }
    }
    throw new IllegalArgumentException(type + " " + round);
  }

  private int chartRounds() {
    return ((LossChart) node("#loss-chart")).points().validation().size();
  }

  @Test
  void aRunThatAnotherProcessGrowsIsFollowedAndNotSteered(FxRobot robot) throws Exception {
    int asked = line("decided", 2);
    write(0, asked);
    robot.interact(() -> window.open(run));
    await(() -> text("#run-state").equals("watching \u00b7 round 2 of 4"));
    await(() -> text("#phase-detail").equals("waiting for a decision elsewhere"));
    assertTrue(Shown.is(node("#run-watched")));
    for (String id : List.of("#pause", "#step", "#stop", "#decision-mode")) {
      assertTrue(node(id).isDisabled(), id);
    }
    assertFalse(Shown.is(node("#decision-bar")), "nobody is asked here");
    assertEquals(2, chartRounds());
    robot.interact(() -> node("#graph-view").requestFocus());
    robot.push(KeyCode.SPACE);
    await(() -> text("#banner-text").startsWith("Another process grows this run."));

    int end = line("round-finished", 3) + 1;
    write(asked, end);
    await(() -> chartRounds() == 4);
    await(() -> text("#run-state").equals("watching \u00b7 round 3 of 4"));
    robot.interact(() -> ((ButtonBase) node("#undo")).fire());
    await(() -> text("#banner-text").endsWith("Undo round 3 in a copy of it?"));

    write(end, lines.size());
    await(() -> text("#run-state").equals("finished \u00b7 round 4 of 4"));
    assertFalse(Shown.is(node("#run-watched")));
    assertFalse(node("#decision-mode").isDisabled());
    assertEquals(5, chartRounds());
    assertEquals(new RecordedRuns().read(run).size(), window.player().recording().entries().size());
    assertFalse(Files.exists(run.resolve("run.lock")), "watching takes no lock");
  }

  @Test
  void aRunThatWasCutBackIsShownAsItStandsNow(FxRobot robot) throws Exception {
    write(0, line("round-finished", 3) + 1);
    robot.interact(() -> window.open(run));
    await(() -> chartRounds() == 4);
    Files.delete(run.resolve("events.jsonl"));
    write(0, line("round-finished", 1) + 1);
    await(() -> chartRounds() == 2);
    await(() -> text("#run-state").equals("watching \u00b7 round 1 of 4"));
    write(line("round-finished", 1) + 1, lines.size());
    await(() -> text("#run-state").equals("finished \u00b7 round 4 of 4"));
    assertEquals(new RecordedRuns().read(run).size(), window.player().recording().entries().size());
  }

  @Test
  void whatCannotBeReadAnyMoreIsToldAndThePictureStays(FxRobot robot) throws Exception {
    write(0, line("round-finished", 2) + 1);
    robot.interact(() -> window.open(run));
    await(() -> chartRounds() == 3);
    Files.writeString(run.resolve("events.jsonl"), "no event\n", StandardOpenOption.APPEND);
    await(() -> text("#banner-text").contains("events.jsonl, byte "));
    assertEquals(3, chartRounds());
    await(() -> !Shown.is(node("#run-watched")));
  }
}
