package org.morphoscope.ui;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;

/** Makes room for large type: what can be missed goes, the table gets more width; and back. */
final class LectureRoom {
  private static final double HALF = 0.5;
  private static final String DISPENSABLE = "Gain";

  private final WindowViews views;
  private double[] dividers = {};
  private List<TableColumnBase<?, ?>> hidden = List.of();

  LectureRoom(WindowViews views) {
    this.views = views;
  }

  void rearrange(boolean lecture) {
    show(views.status, !lecture);
    if (lecture) {
      dividers = views.mainSplit.getDividerPositions();
      hidden = columns();
      hidden.forEach(column -> column.setVisible(false));
      if (dividers[0] > HALF) {
        views.mainSplit.setDividerPositions(HALF);
      }
    } else {
      hidden.forEach(column -> column.setVisible(true));
      hidden = List.of();
      views.mainSplit.setDividerPositions(dividers);
    }
  }

  private List<TableColumnBase<?, ?>> columns() {
    if (views.root.lookup("#candidates-table") instanceof TableView<?> table) {
      Stream<? extends TableColumnBase<?, ?>> all = table.getColumns().stream();
      return all.filter(column -> column.isVisible() && dispensable(column))
          .<TableColumnBase<?, ?>>map(column -> column)
          .toList();
    }
    return List.of();
  }

  private static boolean dispensable(TableColumnBase<?, ?> column) {
    return column.getText() != null && column.getText().startsWith(DISPENSABLE);
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
