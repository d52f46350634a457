package org.morphoscope.study.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.morphoscope.chart.Table;
import org.morphoscope.chart.Table.Column;
import org.morphoscope.run.RoundSummary;

/** The tables of a comparison, for every format that tables are written in. */
final class ComparisonTables {
  private static final String NATS = "nats";
  private static final String ERROR = "s.e.";
  private static final String TERA = "10^{12} multiply-accumulates";
  private static final double PER_TERA = 1e-12;

  private ComparisonTables() {}

  /** Means over the seeds, a row per entry. */
  static Table means(ComparisonTable table) {
    List<Column> columns =
        List.of(
            Column.of("strategy", ""),
            Column.of("seeds", ""),
            new Column("parameters", "", 0),
            new Column("MACs", "", 0),
            new Column("epochs", "", 1),
            new Column("compute", TERA, 3),
            new Column("search", "%", 1),
            new Column("validation loss", NATS, 4),
            new Column(ERROR, "", 4),
            new Column("test loss", NATS, 4),
            new Column(ERROR, "", 4),
            new Column("test accuracy", "%", 2),
            new Column(ERROR, "", 2));
    List<List<Object>> rows = new ArrayList<>();
    for (ComparisonTable.Row row : table.rows()) {
      List<Object> cells = new ArrayList<>();
      cells.add(row.entry().label());
      cells.add((long) row.values().get(Quantity.VALIDATION_LOSS).size());
      cells.add(mean(row.values().get(Quantity.PARAMETERS), 1));
      cells.add(mean(row.values().get(Quantity.MACS), 1));
      cells.add(mean(row.values().get(Quantity.EPOCHS), 1));
      cells.add(mean(row.values().get(Quantity.COMPUTE), PER_TERA));
      cells.add(field(row.searchShare(), 100));
      both(cells, row.values().get(Quantity.VALIDATION_LOSS), 1);
      both(cells, row.values().get(Quantity.TEST_LOSS), 1);
      both(cells, row.values().get(Quantity.TEST_ACCURACY), 100);
      rows.add(cells);
    }
    return new Table(columns, rows);
  }

  /** Paired differences to the reference, a row per entry. */
  static Table differences(ComparisonTable table) {
    List<Column> columns =
        List.of(
            Column.of("strategy", ""),
            Column.of("reference", ""),
            Column.of("pairs", ""),
            new Column("parameters", "", 0),
            new Column("MACs", "", 0),
            new Column("compute", "%", 1),
            new Column("validation loss", NATS, 4),
            new Column(ERROR, "", 4),
            new Column("95 % from", "", 4),
            new Column("to", "", 4),
            new Column("test loss", NATS, 4),
            new Column(ERROR, "", 4),
            new Column("95 % from", "", 4),
            new Column("to", "", 4),
            new Column("test accuracy", "%", 2),
            new Column(ERROR, "", 2));
    List<List<Object>> rows = new ArrayList<>();
    for (ComparisonTable.Row row : table.rows()) {
      if (row.differences().isEmpty()) {
        continue;
      }
      List<Object> cells = new ArrayList<>();
      cells.add(row.entry().label());
      cells.add(row.reference().label());
      cells.add((long) row.differences().get(Quantity.VALIDATION_LOSS).size());
      cells.add(mean(row.differences().get(Quantity.PARAMETERS), 1));
      cells.add(mean(row.differences().get(Quantity.MACS), 1));
      cells.add(field(row.computeDifference(), 100));
      for (Quantity loss : new Quantity[] {Quantity.VALIDATION_LOSS, Quantity.TEST_LOSS}) {
        Sample sample = row.differences().get(loss);
        both(cells, sample, 1);
        OptionalDouble half = sample == null ? OptionalDouble.empty() : sample.halfInterval();
        cells.add(half.isEmpty() ? Table.NONE : sample.mean() - half.getAsDouble());
        cells.add(half.isEmpty() ? Table.NONE : sample.mean() + half.getAsDouble());
      }
      both(cells, row.differences().get(Quantity.TEST_ACCURACY), 100);
      rows.add(cells);
    }
    return new Table(columns, rows);
  }

  /** Every run, open ones too. */
  static Table runs(ComparisonTable table) {
    List<Column> columns =
        List.of(
            Column.of("strategy", ""),
            Column.of("seed", ""),
            Column.of("state", ""),
            Column.of("widths", ""),
            Column.of("parameters", ""),
            Column.of("MACs", ""),
            Column.of("epochs", ""),
            new Column("compute", TERA, 3),
            new Column("of reference", "%", 1),
            new Column("validation loss", NATS, 4),
            new Column("test loss", NATS, 4),
            new Column("test accuracy", "%", 2));
    List<List<Object>> rows = new ArrayList<>();
    for (RunResult result : table.results()) {
      List<Object> cells = new ArrayList<>();
      cells.add(result.run().entry().label());
      cells.add(result.run().seed());
      cells.add(result.state().name().toLowerCase(Locale.ROOT));
      if (result.done()) {
        RoundSummary last = result.last();
        cells.add(last.widths().stream().map(String::valueOf).collect(Collectors.joining("-")));
        cells.add(last.parameters());
        cells.add(last.multiplyAccumulates());
        cells.add(result.epochs().isEmpty() ? Table.NONE : (long) result.epochs().getAsInt());
        cells.add(field(Quantity.COMPUTE.of(result), PER_TERA));
        cells.add(field(table.computeRatio(result), 100));
        cells.add(last.validationLoss());
        cells.add(field(last.testLoss(), 1));
        cells.add(field(last.testAccuracy(), 100));
      } else {
        while (cells.size() < columns.size()) {
          cells.add(Table.NONE);
        }
      }
      rows.add(cells);
    }
    return new Table(columns, rows);
  }

  private static void both(List<Object> cells, Sample sample, double scale) {
    cells.add(mean(sample, scale));
    cells.add(sample == null ? Table.NONE : field(sample.error(), scale));
  }

  private static Object mean(Sample sample, double scale) {
    return sample == null ? Table.NONE : (Object) (scale * sample.mean());
  }

  private static Object field(OptionalDouble value, double scale) {
    return value.isEmpty() ? Table.NONE : (Object) (scale * value.getAsDouble());
  }
}
