package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.morphoscope.journal.RunReader;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.model.Quantity;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;

/** The network of a recorded run, coloured by the numbers of a file. */
class ColourByFileWindowTest extends WindowTest {
  private static final Path RUN = Path.of("samples", "generated-tiny");

  @Override
  Services services() {
    return FakeServices.reading(
        path -> RunReader.open(path).allEvents(), new FakeCalibration(1, new Semaphore(0)), runs);
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
    Path file = runs.resolve("mine.csv");
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
