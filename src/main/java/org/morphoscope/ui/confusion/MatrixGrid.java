package org.morphoscope.ui.confusion;

import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.text.TextAlignment;
import org.morphoscope.study.evaluate.NetEvaluation;
import org.morphoscope.text.Texts;

/**
 * Rows are true classes, columns predicted ones; at the end of a row its recall, below a column its
 * precision. Against another round, cells show the difference of the counts.
 */
final class MatrixGrid extends GridPane {
  /** Beyond, cells would be too small to be read and too many to be drawn at once. */
  static final int MOST_CLASSES = 30;

  private static final double STRONGEST = 0.65;
  private static final double MOST_NAME_WIDTH = 150;

  private final BiConsumer<Integer, Integer> chosen;

  /**
   * @param chosen told row and column of a cell that is pressed
   */
  MatrixGrid(BiConsumer<Integer, Integer> chosen) {
    this.chosen = chosen;
    setId("confusion-matrix");
    getStyleClass().add("confusion-matrix");
  }

  /**
   * Shows the matrix of a round.
   *
   * @param now of the round
   * @param before of the round that differences are to
   */
  void show(NetEvaluation now, Optional<NetEvaluation> before) {
    getChildren().clear();
    int k = now.confusion().length;
    for (int next = 0; next < k; next++) {
      int c = next;
      String name = now.classes().get(c).name();
      add(columnHeading(name), c + 1, 0);
      add(heading(name), 0, c + 1);
      add(
          end("confusion-recall-" + c, recall(now, c), before.map(b -> recall(b, c))),
          k + 1,
          c + 1);
      add(
          end("confusion-precision-" + c, precision(now, c), before.map(b -> precision(b, c))),
          c + 1,
          k + 1);
    }
    add(heading("recall"), k + 1, 0);
    add(heading("precision"), 0, k + 1);
    for (int row = 0; row < k; row++) {
      for (int column = 0; column < k; column++) {
        add(cell(now, before, row, column), column + 1, row + 1);
      }
    }
  }

  private static double recall(NetEvaluation of, int c) {
    return of.classes().get(c).recall();
  }

  private static double precision(NetEvaluation of, int c) {
    return of.classes().get(c).precision();
  }

  private static Label heading(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("confusion-heading");
    label.setMinWidth(USE_PREF_SIZE);
    label.setMaxWidth(MOST_NAME_WIDTH);
    label.setTooltip(new Tooltip(text));
    return label;
  }

  /** In as many lines as its words need. */
  private static Label columnHeading(String text) {
    Label label = heading(text);
    label.setMinWidth(0);
    label.setPrefWidth(0);
    label.setMaxWidth(Double.MAX_VALUE);
    label.setMinHeight(USE_PREF_SIZE);
    label.setWrapText(true);
    label.setAlignment(Pos.BOTTOM_CENTER);
    label.setTextAlignment(TextAlignment.CENTER);
    GridPane.setValignment(label, VPos.BOTTOM);
    return label;
  }

  private static Label end(String id, double share, Optional<Double> before) {
    Label label =
        new Label(
            before
                .map(b -> Texts.of("%+.1f", 100 * (share - b)).replace('-', '\u2212'))
                .orElseGet(() -> Texts.of("%.1f %%", 100 * share)));
    label.setId(id);
    label.getStyleClass().add("confusion-end");
    label.setMinWidth(USE_PREF_SIZE);
    GridPane.setHalignment(label, HPos.CENTER);
    return label;
  }

  private Button cell(NetEvaluation now, Optional<NetEvaluation> before, int row, int column) {
    int count = now.confusion()[row][column];
    int of = Math.max(1, now.classes().get(row).count());
    int change = before.map(b -> count - b.confusion()[row][column]).orElse(0);
    String text =
        before.isEmpty()
            ? count == 0 ? "" : Integer.toString(count)
            : change == 0 ? "" : Texts.of("%+d", change).replace('-', '\u2212');
    Button cell = new Button(text);
    cell.setId("confusion-" + row + "-" + column);
    cell.getStyleClass().add("confusion-cell");
    if (row == column) {
      cell.getStyleClass().add("confusion-right");
    }
    double strength =
        STRONGEST
            * (before.isEmpty()
                ? Math.sqrt((double) count / of)
                : Math.min(1, Math.sqrt(4.0 * Math.abs(change) / of)));
    // more right answers and fewer wrong ones are good; the sign says it without colours
    boolean good = (change > 0) == (row == column);
    String ink = before.isEmpty() ? "56, 132, 232" : good ? "0, 158, 115" : "213, 94, 0";
    cell.setStyle(Texts.of("-fx-background-color: rgba(%s, %.3f);", ink, strength));
    String told =
        Texts.of(
            "%d of %d pictures of %s taken for %s",
            count,
            now.classes().get(row).count(),
            now.classes().get(row).name(),
            now.classes().get(column).name());
    cell.setAccessibleText(told);
    cell.setTooltip(new Tooltip(told));
    cell.setOnAction(e -> chosen.accept(row, column));
    cell.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    GridPane.setHgrow(cell, Priority.ALWAYS);
    GridPane.setVgrow(cell, Priority.ALWAYS);
    return cell;
  }
}
