package org.morphoscope.ui.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.morphoscope.net.Resources;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.NetDiff;

/** Widths, parameters and losses left, right and their difference. */
final class DiffTable extends TableView<DiffTable.Line> {
  /** A line of the table, as it is written. */
  record Line(String what, String left, String right, String difference) {}

  DiffTable() {
    setId("compare-table");
    getColumns().add(column("What", 230, Line::what, Pos.CENTER_LEFT));
    getColumns().add(column("Left", 130, Line::left, Pos.CENTER_RIGHT));
    getColumns().add(column("Right", 130, Line::right, Pos.CENTER_RIGHT));
    getColumns().add(column("Difference", 130, Line::difference, Pos.CENTER_RIGHT));
    setAccessibleText("Differences between the two nets");
  }

  private static TableColumn<Line, String> column(
      String title, double width, Function<Line, String> text, Pos alignment) {
    TableColumn<Line, String> column = new TableColumn<>(title);
    column.setSortable(false);
    column.setPrefWidth(width);
    column.setCellValueFactory(line -> new ReadOnlyStringWrapper(text.apply(line.getValue())));
    column.setCellFactory(
        unused -> {
          TableCell<Line, String> cell =
              new TableCell<>() {
                @Override
                protected void updateItem(String item, boolean empty) {
                  super.updateItem(item, empty);
                  setText(empty ? null : item);
                }
              };
          cell.setAlignment(alignment);
          return cell;
        });
    return column;
  }

  void show(ComparedSide left, ComparedSide right, NetDiff diff) {
    List<Line> lines = new ArrayList<>();
    Resources before = Resources.of(left.model().architecture().orElseThrow().spec());
    Resources after = Resources.of(right.model().architecture().orElseThrow().spec());
    lines.add(counts("parameters", before.parameters(), after.parameters()));
    lines.add(
        counts("multiply-accumulates", before.multiplyAccumulates(), after.multiplyAccumulates()));
    Optional<RoundSummary> first = left.summary();
    Optional<RoundSummary> second = right.summary();
    lines.add(losses("training loss", first, second, RoundSummary::trainLoss));
    lines.add(losses("validation loss", first, second, RoundSummary::validationLoss));
    lines.add(
        new Line(
            "validation accuracy",
            first.map(s -> Formats.percent(s.validationAccuracy())).orElse("\u2013"),
            second.map(s -> Formats.percent(s.validationAccuracy())).orElse("\u2013"),
            first.isPresent() && second.isPresent()
                ? points(second.get().validationAccuracy() - first.get().validationAccuracy())
                : "\u2013"));
    for (NetDiff.Line layer : diff.layers()) {
      lines.add(
          new Line(
              "channels of " + layer.layer(),
              width(layer.left()),
              width(layer.right()),
              Formats.signedCount(layer.right() - layer.left())));
    }
    getItems().setAll(lines);
  }

  private static String width(int width) {
    return width == 0 ? "\u2013" : Formats.count(width);
  }

  private static Line counts(String what, long left, long right) {
    return new Line(
        what, Formats.count(left), Formats.count(right), Formats.signedCount(right - left));
  }

  private static Line losses(
      String what,
      Optional<RoundSummary> left,
      Optional<RoundSummary> right,
      ToDoubleFunction<RoundSummary> loss) {
    double before = left.map(loss::applyAsDouble).orElse(Double.NaN);
    double after = right.map(loss::applyAsDouble).orElse(Double.NaN);
    return new Line(
        what + " (nats)", Formats.loss(before), Formats.loss(after), Formats.delta(after - before));
  }

  private static String points(double change) {
    return Texts.of("%+.1f points", 100 * change).replace("-", "\u2212");
  }
}
