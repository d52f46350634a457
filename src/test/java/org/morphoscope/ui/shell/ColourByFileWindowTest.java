package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.model.Quantity;
import org.morphoscope.ui.session.SampleRuns;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The network of a recorded run, coloured by the numbers of a file. */
@ExtendWith(ApplicationExtension.class)
class ColourByFileWindowTest {
  private static final int PATIENCE_SECONDS = 30;
  private static final Path RUN = Path.of("samples", "generated-tiny");

  @TempDir Path folder;

  private MorphoscopeWindow window;

  @Start
  void open(Stage stage) {
    window =
        new MorphoscopeWindow(
            stage,
            new Services(
                FolderRuns.of(
                    () -> new FakeGrowthService(FakeRun.chain(new int[] {4, 6}), 24), folder),
                path -> {
                  throw new IOException(path + ": no images");
                },
                path -> RunReader.open(path).allEvents(),
                new FakeCalibration(1, new Semaphore(0)),
                folder,
                RunConfig.standard("generated", "tiny", 1, 7),
                new MemoryPreferences(),
                SampleRuns.in(Path.of(""))));
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
    return window.scene().lookup(id);
  }

  private GraphView graph() {
    return (GraphView) node("#graph-view");
  }

  /** What the legend says that the colours mean. */
  private String unit() {
    return ((Label) node("#graph-legend .legend-unit")).getText();
  }

  private ToggleButton button() {
    return (ToggleButton) node("#graph-colour-file");
  }

  private Path scores(List<Integer> widths) throws IOException {
    StringBuilder text = new StringBuilder("layer,channel,score\n");
    for (int g = 0; g < widths.size(); g++) {
      for (int c = 0; c < widths.get(g); c++) {
        text.append("conv").append(g + 1).append(',').append(c).append(',').append(c).append('\n');
      }
    }
    Path file = folder.resolve("mine.csv");
    Files.writeString(file, text);
    return file;
  }

  @Test
  void channelsTakeTheColoursOfAFileUntilAnotherQuantityIsChosen(FxRobot robot) throws Exception {
    await(() -> node("#candidates-table") != null);
    robot.interact(() -> window.open(RUN));
    await(() -> ((Label) node("#run-state")).getText().startsWith("finished"));
    await(() -> !graph().shownWidths().isEmpty() && graph().isSettled());
    String before = unit();
    Path file = scores(graph().shownWidths());

    robot.interact(() -> assertAccepted(file));
    assertEquals("score in mine.csv", unit());
    assertTrue(button().isSelected());
    assertEquals("mine.csv", button().getText());

    robot.interact(() -> quantities().setValue(Quantity.AGE));
    assertEquals(Quantity.AGE.unit(), unit());
    assertFalse(button().isSelected());

    robot.interact(() -> quantities().setValue(Quantity.SPLIT_GAIN));
    assertEquals(before, unit());
    Files.writeString(file, "layer,channel,score\nconv1,0,1\nconv1,0,2\n");
    robot.interact(
        () -> {
          IOException e = assertThrows(IOException.class, () -> graph().colourBy(file));
          assertTrue(e.getMessage().contains("line 3: expected every channel once"));
        });
    assertEquals(before, unit());
  }

  private void assertAccepted(Path file) {
    try {
      graph().colourBy(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private ComboBox<Quantity> quantities() {
    return (ComboBox<Quantity>) node("#graph-quantity");
  }
}
