package org.morphoscope.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.morphoscope.chart.Table;
import org.morphoscope.chart.Table.Column;
import org.morphoscope.journal.EventReader;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.net.Resources;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RoundSummary;

/**
 * The events of a run as rows, one per event in the order of the run. Every column has one meaning
 * and one unit in all rows; what an event does not tell is empty. Columns are only ever added, at
 * the end.
 */
final class EventTable {
  private static final Map<String, String> UNITS = units();

  private EventTable() {}

  private static Map<String, String> units() {
    Map<String, String> units = new LinkedHashMap<>();
    for (String name : List.of("event", "type", "round", "phase", "epoch")) {
      units.put(name, "");
    }
    units.put("work", "images or steps");
    units.put("duration", "s");
    units.put("learning rate", "");
    units.put("training loss", "nats");
    units.put("training accuracy", "");
    units.put("validation loss", "nats");
    units.put("validation loss error", "nats");
    units.put("validation accuracy", "");
    units.put("test loss", "nats");
    units.put("test accuracy", "");
    units.put("parameters", "");
    units.put("multiply-accumulates", "");
    units.put("images scored", "");
    units.put("candidates", "");
    units.put("chosen", "");
    units.put("predicted change of the loss", "nats");
    units.put("measured change of the loss", "nats");
    units.put("held-out change of the loss", "nats");
    units.put("held-out error", "nats");
    units.put("contradicted", "");
    units.put("decided by", "");
    units.put("outcome", "");
    units.put("message", "");
    return Collections.unmodifiableMap(units);
  }

  /** One row per event that is left; the events themselves are not kept. */
  static Table of(EventReader events) throws JournalException {
    List<Column> columns = new ArrayList<>();
    UNITS.forEach((name, unit) -> columns.add(Column.of(name, unit)));
    List<List<Object>> rows = new ArrayList<>();
    for (var event = events.next(); event.isPresent(); event = events.next()) {
      Row row = new Row();
      row.put("event", rows.size());
      row.put("round", event.get().round());
      fill(event.get(), row);
      rows.add(row.cells());
    }
    return new Table(columns, rows);
  }

  private static void fill(GrowthEvent event, Row row) {
    if (event instanceof GrowthEvent.RunStarted start) {
      row.type("run started");
      resources(Resources.of(start.architecture().spec()), row);
      row.put("message", start.runId());
    } else if (event instanceof GrowthEvent.PhaseStarted phase) {
      row.type("phase started");
      row.put("phase", word(phase.phase()));
      row.put("work", phase.total());
    } else if (event instanceof GrowthEvent.PhaseFinished phase) {
      row.type("phase finished");
      row.put("phase", word(phase.phase()));
      row.put("duration", phase.seconds());
    } else if (event instanceof GrowthEvent.EpochFinished epoch) {
      row.type("epoch finished");
      row.put("epoch", epoch.epoch());
      row.put("learning rate", epoch.learningRate());
      row.put("training loss", epoch.trainLoss());
      row.put("training accuracy", epoch.trainAccuracy());
    } else if (event instanceof GrowthEvent.TailEpoch epoch) {
      row.type("tail epoch");
      row.put("epoch", epoch.epoch());
      row.put("learning rate", epoch.learningRate());
      row.put("training loss", epoch.trainLoss());
      row.put("training accuracy", epoch.trainAccuracy());
    } else if (event instanceof GrowthEvent.ScoresUpdated scores) {
      row.type("scores updated");
      row.put("images scored", scores.samples());
    } else if (event instanceof GrowthEvent.RunEnded end) {
      row.type("run ended");
      row.put("outcome", word(end.reason()));
      row.put("message", end.message());
    } else {
      growth(event, row);
    }
  }

  private static void growth(GrowthEvent event, Row row) {
    if (event instanceof GrowthEvent.Proposed proposed) {
      row.type("proposed");
      row.put("images scored", proposed.proposal().samples());
      row.put("candidates", proposed.proposal().candidates().size());
      row.put("chosen", proposed.proposal().selected().size());
      row.put("predicted change of the loss", proposed.proposal().predictedDelta());
    } else if (event instanceof GrowthEvent.Decided decided) {
      row.type("decided");
      row.put("chosen", decided.decision().apply().size());
      row.put("decided by", word(decided.decision().by()));
    } else if (event instanceof GrowthEvent.Applied applied) {
      row.type("applied");
      row.put("chosen", applied.morphisms().size());
      row.put("predicted change of the loss", applied.predictedDelta());
      resources(Resources.of(applied.architecture().spec()), row);
    } else if (event instanceof GrowthEvent.Measured measured) {
      row.type("measured");
      row.put("predicted change of the loss", measured.predictedDelta());
      row.put("measured change of the loss", measured.measuredDelta());
      row.put("held-out change of the loss", measured.heldOutDelta());
      row.put("held-out error", measured.heldOutError());
      row.put("contradicted", measured.contradicted() ? "yes" : "no");
    } else if (event instanceof GrowthEvent.Tried tried) {
      row.type("tried");
      row.put("chosen", tried.both().kept().set().size());
      row.put("validation loss", tried.both().kept().validationLoss());
      row.put("message", tried.both().told());
    } else if (event instanceof GrowthEvent.RoundFinished end) {
      row.type("round finished");
      summary(end.summary(), row);
    } else if (event instanceof GrowthEvent.TailFinished end) {
      row.type("tail finished");
      summary(end.summary(), row);
    } else if (event instanceof GrowthEvent.Adjusted adjusted) {
      row.type("adjusted");
      row.put("message", Adjustment.told(adjusted) + " " + Adjustment.since(adjusted));
    } else {
      // events that later versions add still have their row
      row.type(
          event
              .getClass()
              .getSimpleName()
              .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
              .toLowerCase(Locale.ROOT));
    }
  }

  private static void summary(RoundSummary round, Row row) {
    row.put("training loss", round.trainLoss());
    row.put("validation loss", round.validationLoss());
    row.put("validation loss error", round.validationLossError());
    row.put("validation accuracy", round.validationAccuracy());
    row.put("test loss", round.testLoss());
    row.put("test accuracy", round.testAccuracy());
    row.put("parameters", round.parameters());
    row.put("multiply-accumulates", round.multiplyAccumulates());
    row.put("predicted change of the loss", negative(round.predictedGain()));
    row.put("measured change of the loss", negative(round.measuredGain()));
    row.put("held-out change of the loss", negative(round.heldOutGain()));
    row.put("outcome", word(round.outcome()));
  }

  private static OptionalDouble negative(OptionalDouble gain) {
    return gain.isPresent() ? OptionalDouble.of(-gain.getAsDouble()) : gain;
  }

  private static void resources(Resources resources, Row row) {
    row.put("parameters", resources.parameters());
    row.put("multiply-accumulates", resources.multiplyAccumulates());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** One row while it is filled. */
  private static final class Row {
    private static final List<String> NAMES = List.copyOf(UNITS.keySet());

    private final Object[] cells = new Object[NAMES.size()];

    Row() {
      Arrays.fill(cells, Table.NONE);
    }

    void type(String type) {
      put("type", type);
    }

    void put(String column, Object value) {
      cells[NAMES.indexOf(column)] = value;
    }

    void put(String column, OptionalDouble value) {
      if (value.isPresent()) {
        put(column, value.getAsDouble());
      }
    }

    List<Object> cells() {
      return List.of(cells);
    }
  }
}
