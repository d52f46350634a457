package org.morphoscope.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.session.HostEnvironment;
import org.morphoscope.ui.session.SampleRuns;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.settings.Preferences;
import org.morphoscope.ui.shell.MorphoscopeWindow;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The runs that come with the program in the real window. */
@ExtendWith(ApplicationExtension.class)
class SampleWindowTest {
  private static final int PATIENCE_SECONDS = 15;
  private static final List<Path> SAMPLES = SampleRuns.in(Path.of(""));

  @TempDir Path runs;

  private Stage stage;
  private MorphoscopeWindow window;

  /** Remembers nothing. */
  private static final class NoPreferences implements Preferences {
    @Override
    public Optional<String> get(String key) {
      return Optional.empty();
    }

    @Override
    public void put(String key, String value) {
      // a test leaves nothing behind
    }
  }

  @Start
  void open(Stage opened) {
    stage = opened;
    Services services =
        new Services(
            () -> {
              throw new IllegalStateException("a recorded run needs no engine");
            },
            folder -> {
              throw new IOException(folder + ": no images");
            },
            folder -> RunReader.open(folder).allEvents(),
            (run, progress) -> {
              throw new IOException(run + ": no calibration here");
            },
            runs,
            RunConfig.standard("generated", "tiny", 4, 1),
            new NoPreferences(),
            SAMPLES,
            HostEnvironment.unknown());
    window = new MorphoscopeWindow(stage, services);
    window.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
  }

  private Node node(String id) {
    return stage.getScene().lookup(id);
  }

  private String text(String id) {
    return ((Labeled) node(id)).getText();
  }

  @Test
  void theFirstSampleIsOneClickAwayFromTheEmptyWindow(FxRobot robot) throws Exception {
    robot.interact(() -> ((Hyperlink) node("#open-sample")).fire());
    assertFinalState(SAMPLES.get(0));
  }

  @Test
  void everySampleIsShownWithItsFinalWidths(FxRobot robot) throws Exception {
    for (Path folder : SAMPLES) {
      robot.interact(() -> window.open(folder));
      assertFinalState(folder);
    }
  }

  private void assertFinalState(Path folder) throws Exception {
    List<RoundSummary> summaries = RunReader.open(folder).summaries();
    RoundSummary last = summaries.get(summaries.size() - 1);
    await(() -> text("#run-state").startsWith("finished"));
    GraphView graph = (GraphView) node("#graph-view");
    await(() -> graph.shownWidths().equals(last.widths()));
    await(() -> node("#round-" + last.round()) != null);
    assertEquals("%,d par.".formatted(last.parameters()), text("#graph-note").split(" \u00b7 ")[1]);
  }
}
