package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.Asking;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.CandidateRow;
import org.testfx.api.FxRobot;

/** The lines of the table while the set changes: the same controls with other words. */
class KeptRowsWindowTest extends WindowTest {
  private static final int STATE = 0;
  private static final int GAIN = 6;

  @SuppressWarnings("unchecked")
  private TableView<CandidateRow> table() {
    return (TableView<CandidateRow>) node("#candidates-table");
  }

  @SuppressWarnings("unchecked")
  private ComboBox<Asking.Mode> mode() {
    return (ComboBox<Asking.Mode>) node("#decision-mode");
  }

  /** The lines that show a candidate. */
  private Set<TableRow<?>> lines() {
    Set<TableRow<?>> lines = new HashSet<>();
    for (Node found : table().lookupAll(".table-row-cell")) {
      if (found instanceof TableRow<?> row && row.isVisible() && row.getItem() != null) {
        lines.add(row);
      }
    }
    return lines;
  }

  private static String written(TableRow<?> line, int column) {
    return line.getChildrenUnmodifiable().stream()
        .filter(IndexedCell.class::isInstance)
        .map(cell -> ((IndexedCell<?>) cell).getText())
        .toList()
        .get(column);
  }

  private boolean allSayWhatTheyAre() {
    return lines().stream()
        .allMatch(
            line -> {
              CandidateRow row = (CandidateRow) line.getItem();
              String state =
                  row.state() == CandidateRow.State.OPEN
                      ? row.whyNot().brief()
                      : row.state().title();
              String gain = Formats.scientific(row.gainPerParameter());
              return written(line, STATE).equals(state) && written(line, GAIN).equals(gain);
            });
  }

  private List<String> words() {
    return table().getItems().stream().map(row -> row.state() + row.whyNot().whole()).toList();
  }

  @Test
  void theSetChangesInTheSameLines(FxRobot robot) throws Exception {
    robot.interact(() -> mode().setValue(Asking.Mode.ASK));
    fire(robot, "#grow-generated");
    await(() -> Shown.is(node("#decision-bar")) && !lines().isEmpty() && allSayWhatTheyAre());
    robot.interact(() -> table().requestFocus());
    Set<TableRow<?>> before = lines();
    List<String> said = words();
    for (int i = 0; i < 12; i++) {
      robot.type(KeyCode.CLOSE_BRACKET);
    }
    await(() -> !words().equals(said));
    await(this::allSayWhatTheyAre);
    assertFalse(before.isEmpty());
    Set<TableRow<?>> after = lines();
    after.removeAll(before);
    assertEquals(Set.of(), after, "lines that were made anew");
  }

  private boolean rowsStandTogether(Function<CandidateRow, Object> by) {
    List<Object> kinds = table().getItems().stream().map(by).toList();
    long blocks =
        1
            + IntStream.range(1, kinds.size())
                .filter(i -> !kinds.get(i).equals(kinds.get(i - 1)))
                .count();
    return kinds.size() > 2 && blocks == kinds.stream().distinct().count();
  }

  @Test
  void rowsOfTheSetOrOfALayerStandTogether(FxRobot robot) throws Exception {
    robot.interact(() -> mode().setValue(Asking.Mode.ASK));
    fire(robot, "#grow-generated");
    await(() -> Shown.is(node("#decision-bar")) && table().getItems().size() > 2);
    ChoiceBox<?> together = (ChoiceBox<?>) node("#candidates-grouping");
    Function<CandidateRow, Object> set = row -> row.state() == CandidateRow.State.CHOSEN;
    Function<CandidateRow, Object> layer = row -> row.key().unit().group();
    assertFalse(rowsStandTogether(layer));
    robot.interact(() -> together.getSelectionModel().select(1));
    assertTrue(rowsStandTogether(set));
    assertEquals(CandidateRow.State.CHOSEN, table().getItems().get(0).state());
    robot.interact(() -> together.getSelectionModel().select(2));
    assertTrue(rowsStandTogether(layer));
    List<Double> first =
        table().getItems().stream()
            .filter(row -> row.key().unit().group() == 0)
            .map(CandidateRow::delta)
            .toList();
    assertEquals(first.stream().sorted().toList(), first, "within a layer by the column");
  }
}
