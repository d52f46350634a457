package org.morphoscope.ui.candidates;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.morphoscope.ui.model.CandidateRow;

/**
 * The order of the table's rows. The table's own comparator asks a column for a property of every
 * row in every comparison, which for twenty thousand rows takes longer than a frame may; here
 * numbers are compared as numbers, and long tables are sorted less often while scores stream in.
 */
final class RowOrder {
  private static final int MANY = 3000;
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final TableView<CandidateRow> table;
  private final SortedList<CandidateRow> sorted;
  private final LongSupplier nanos;
  private final ChoiceBox<Grouping> grouping = new ChoiceBox<>();
  private long last;

  RowOrder(TableView<CandidateRow> table, SortedList<CandidateRow> sorted, LongSupplier nanos) {
    this.table = table;
    this.sorted = sorted;
    this.nanos = nanos;
    table.setSortPolicy(
        any -> {
          sort();
          return true;
        });
  }

  /** The choice of what stands together. */
  Node choice() {
    grouping.setId("candidates-grouping");
    grouping.setAccessibleText("What stands together in the table");
    grouping.setTooltip(new Tooltip("What stands together, whatever column is sorted by"));
    grouping.setMinWidth(Region.USE_PREF_SIZE);
    grouping.getItems().setAll(Grouping.values());
    grouping.setValue(Grouping.NONE);
    grouping.setOnAction(e -> sort());
    return grouping;
  }

  /** How a column of numbers is compared. */
  static void numbers(TableColumn<CandidateRow, ?> column, ToDoubleFunction<CandidateRow> value) {
    column.setUserData(value);
  }

  /**
   * Sorts after scores have changed.
   *
   * @param settled whether no more are to come soon
   */
  void refresh(boolean settled) {
    if (settled || sorted.size() <= MANY || nanos.getAsLong() - last > PAUSE_NANOS) {
      sort();
    }
  }

  private void sort() {
    last = nanos.getAsLong();
    List<TableColumn<CandidateRow, ?>> order = table.getSortOrder();
    // a new object every time, or the list would not sort anew
    Comparator<CandidateRow> byColumn =
        order.size() == 1 && order.get(0).getUserData() instanceof ToDoubleFunction<?>
            ? byNumber(order.get(0))
            : table.getComparator() == null ? null : table.getComparator()::compare;
    Grouping together = grouping.getValue();
    sorted.setComparator(
        together == null || together == Grouping.NONE || byColumn == null
            ? byColumn
            : together.comparator().thenComparing(byColumn));
  }

  @SuppressWarnings("unchecked")
  private static Comparator<CandidateRow> byNumber(TableColumn<CandidateRow, ?> column) {
    ToDoubleFunction<CandidateRow> value = (ToDoubleFunction<CandidateRow>) column.getUserData();
    int sign = column.getSortType() == TableColumn.SortType.DESCENDING ? -1 : 1;
    return (a, b) -> sign * Double.compare(value.applyAsDouble(a), value.applyAsDouble(b));
  }
}
