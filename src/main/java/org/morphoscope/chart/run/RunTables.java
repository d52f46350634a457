package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.morphoscope.chart.Fit;
import org.morphoscope.chart.Table;
import org.morphoscope.chart.Table.Column;
import org.morphoscope.history.RunHistory;
import org.morphoscope.run.GrowthEvent.Measured;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.text.Texts;

/** Tables of runs. */
public final class RunTables {
  private static final String NATS = "nats";

  /** Columns of rounds (and of other tables what they share) that fit a page of 6.75 inches. */
  private static final List<String> PAGE =
      List.of(
          "run",
          "round",
          "widths",
          "parameters",
          "validation loss",
          "validation standard error",
          "test loss",
          "test accuracy",
          "measured gain",
          "outcome");

  private RunTables() {}

  /** {@return names for the command line} */
  public static List<String> names() {
    return List.of("rounds", "strategies", "calibration");
  }

  /**
   * {@return the table of that name}
   *
   * @param name as on the command line
   * @param runs at least one, in the order to show them
   * @throws IllegalArgumentException in one sentence when there is no such table
   */
  public static Table named(String name, List<RunHistory> runs) {
    return switch (name) {
      case "rounds" -> rounds(runs);
      case "strategies" -> strategies(runs);
      case "calibration" -> calibration(runs);
      default ->
          throw new IllegalArgumentException(
              Texts.of("unknown table '%s': expected one of %s", name, String.join(", ", names())));
    };
  }

  /**
   * {@return some columns of a table, in the order that they are asked for}
   *
   * @param table any
   * @param columns names with commas between them; {@code all}, or {@code page} for those of the
   *     table of rounds that fit the width of a page
   * @throws IllegalArgumentException in one sentence when the table has no such column
   */
  public static Table chosen(Table table, String columns) {
    if (columns.equals("all")) {
      return table;
    }
    List<String> known = table.columns().stream().map(Column::name).toList();
    List<Integer> places = new ArrayList<>();
    for (String name : columns.equals("page") ? PAGE : List.of(columns.split(","))) {
      int place = known.indexOf(name.strip());
      if (place < 0 && !columns.equals("page")) {
        throw new IllegalArgumentException(
            Texts.of(
                "--columns: expected all, page, or some of %s, found '%s'",
                String.join(", ", known), name.strip()));
      }
      if (place >= 0) {
        places.add(place);
      }
    }
    return new Table(
        places.stream().map(table.columns()::get).toList(),
        table.rows().stream().map(row -> places.stream().map(row::get).toList()).toList());
  }

  /**
   * {@return a table with one row per finished round}
   *
   * @param runs at least one, in the order to show them
   */
  public static Table rounds(List<RunHistory> runs) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of("run", ""));
    columns.add(Column.of("round", ""));
    columns.add(Column.of("widths", ""));
    columns.add(Column.of("parameters", ""));
    columns.add(Column.of("multiply-accumulates", ""));
    columns.add(new Column("training loss", NATS, 4));
    columns.add(new Column("training standard error", NATS, 4));
    columns.add(new Column("validation loss", NATS, 4));
    columns.add(new Column("validation standard error", NATS, 4));
    columns.add(new Column("validation accuracy", "", 4));
    columns.add(new Column("test loss", NATS, 4));
    columns.add(new Column("test accuracy", "", 4));
    columns.add(new Column("predicted gain", NATS, 4));
    columns.add(new Column("measured gain", NATS, 4));
    columns.add(new Column("held-out gain", NATS, 4));
    columns.add(Column.of("outcome", ""));
    columns.add(new Column("training time", "s", 1));
    columns.add(new Column("scoring time", "s", 1));
    boolean several = runs.size() > 1;
    List<List<Object>> rows = new ArrayList<>();
    for (RunHistory run : runs) {
      for (RoundSummary s : run.rounds()) {
        rows.add(row(run.label(), s, several));
      }
    }
    return new Table(several ? columns : columns.subList(1, columns.size()), rows);
  }

  private static List<Object> row(String run, RoundSummary s, boolean several) {
    List<Object> row = new ArrayList<>();
    if (several) {
      row.add(run);
    }
    row.add((long) s.round());
    row.add(widths(s));
    row.add(s.parameters());
    row.add(s.multiplyAccumulates());
    row.add(s.trainLoss());
    row.add(s.trainLossError());
    row.add(s.validationLoss());
    row.add(s.validationLossError());
    row.add(s.validationAccuracy());
    row.add(field(s.testLoss()));
    row.add(field(s.testAccuracy()));
    row.add(field(s.predictedGain()));
    row.add(field(s.measuredGain()));
    row.add(field(s.heldOutGain()));
    row.add(s.outcome().name().toLowerCase(Locale.ROOT));
    row.add(s.secondsTraining());
    row.add(s.secondsScoring());
    return row;
  }

  static String widths(RoundSummary summary) {
    return summary.widths().stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  /**
   * {@return a table with one row per run: where it came to}
   *
   * @param runs at least one, in the order to show them
   */
  public static Table strategies(List<RunHistory> runs) {
    List<Column> columns =
        List.of(
            Column.of("run", ""),
            Column.of("seed", ""),
            Column.of("rounds", ""),
            Column.of("widths", ""),
            Column.of("parameters", ""),
            new Column("validation loss", NATS, 4),
            new Column("validation standard error", NATS, 4),
            new Column("validation accuracy", "", 4),
            new Column("test loss", NATS, 4),
            new Column("test accuracy", "", 4),
            new Column("time", "s", 1));
    List<List<Object>> rows = new ArrayList<>();
    for (RunHistory run : runs) {
      RoundSummary last = run.rounds().get(run.rounds().size() - 1);
      double seconds =
          run.rounds().stream().mapToDouble(s -> s.secondsTraining() + s.secondsScoring()).sum();
      rows.add(
          List.of(
              run.label(),
              run.config().seed(),
              (long) last.round(),
              widths(last),
              last.parameters(),
              last.validationLoss(),
              last.validationLossError(),
              last.validationAccuracy(),
              field(last.testLoss()),
              field(last.testAccuracy()),
              seconds));
    }
    return new Table(columns, rows);
  }

  /**
   * {@return a table of every measured set, and below it the fit over all of them}
   *
   * @param runs at least one, in the order to show them
   */
  public static Table calibration(List<RunHistory> runs) {
    List<Column> columns =
        List.of(
            Column.of("run", ""),
            Column.of("round", ""),
            new Column("predicted gain", NATS, 4),
            new Column("measured gain", NATS, 4),
            new Column("held-out gain", NATS, 4),
            new Column("held-out standard error", NATS, 4),
            new Column("measured / predicted", "", 2),
            Column.of("note", ""));
    List<List<Object>> rows = new ArrayList<>();
    for (RunHistory run : runs) {
      run.measurements().values().forEach(list -> list.forEach(m -> rows.add(row(run.label(), m))));
    }
    Fit fit = Sets.fit(runs);
    if (fit.count() > 1) {
      rows.add(
          List.of(
              "all",
              Table.NONE,
              Table.NONE,
              Table.NONE,
              Table.NONE,
              Table.NONE,
              Table.NONE,
              Texts.of("r %.2f, slope %.2f, %d sets", fit.r(), fit.slope(), fit.count())));
    }
    return new Table(columns, rows);
  }

  private static List<Object> row(String run, Measured m) {
    return List.of(
        run,
        (long) m.round(),
        0 - m.predictedDelta(),
        0 - m.measuredDelta(),
        0 - m.heldOutDelta(),
        m.heldOutError(),
        m.measuredDelta() / m.predictedDelta(),
        m.contradicted() ? "contradicted" : "");
  }

  private static Object field(OptionalDouble value) {
    return value.isPresent() ? (Object) value.getAsDouble() : Table.NONE;
  }
}
