package org.morphoscope.ui.calibration;

import java.io.ByteArrayInputStream;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.morphoscope.ui.calibration.ReportTables.TextTable;

/** A finished calibration: what was studied, tables, figures. */
final class ReportView extends VBox {
  private static final double FIGURE_WIDTH = 820;

  ReportView(CalibrationResult result) {
    super(18);
    setId("calibration-report");
    setPadding(new Insets(4, 16, 12, 0));
    Label summary = new Label(ReportTables.summary(result.report()));
    summary.setId("calibration-summary");
    summary.setWrapText(true);
    summary.setMinHeight(USE_PREF_SIZE);
    getChildren().add(summary);
    List<TextTable> tables = ReportTables.of(result.report());
    for (int i = 0; i < tables.size(); i++) {
      getChildren().add(table(tables.get(i)));
      // the figures in their order belong to the first tables: candidates, sets
      if (i < result.figures().size()) {
        getChildren().add(figure(result.figures().get(i), tables.get(i).title()));
      }
    }
  }

  private static Node figure(byte[] png, String title) {
    ImageView view = new ImageView(new Image(new ByteArrayInputStream(png)));
    view.getStyleClass().add("calibration-figure");
    view.setPreserveRatio(true);
    view.setFitWidth(Math.min(FIGURE_WIDTH, view.getImage().getWidth()));
    view.setSmooth(true);
    view.setAccessibleText("Figure: " + title);
    return view;
  }

  private static Node table(TextTable table) {
    Label title = new Label(table.title());
    title.getStyleClass().add("view-title");
    Label note = new Label(table.note());
    note.getStyleClass().add("view-note");
    note.setWrapText(true);
    GridPane grid = new GridPane();
    grid.setId(table.id());
    grid.setHgap(24);
    grid.setVgap(3);
    for (int r = 0; r < table.rows().size(); r++) {
      List<String> row = table.rows().get(r);
      for (int c = 0; c < row.size(); c++) {
        Label cell = new Label(row.get(c));
        cell.setMinWidth(USE_PREF_SIZE);
        if (r == 0) {
          cell.getStyleClass().add("view-note");
        }
        GridPane.setHalignment(cell, c < table.words() ? HPos.LEFT : HPos.RIGHT);
        grid.add(cell, c, r);
      }
    }
    return new VBox(4, title, note, grid);
  }
}
