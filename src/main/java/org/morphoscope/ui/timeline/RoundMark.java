package org.morphoscope.ui.timeline;

import java.util.Arrays;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.morphoscope.growth.RoundSummary;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.model.RoundRecord;

/** One round: its widths as bars, its size, what became of it. */
final class RoundMark extends ToggleButton {
  private static final double BARS_WIDTH = 96;
  private static final double BARS_HEIGHT = 22;

  RoundMark(RoundRecord record, int widest, Palette palette) {
    setId("round-" + record.round() + (record.abandoned() ? "-abandoned" : ""));
    getStyleClass().add("round-mark");
    if (record.abandoned()) {
      getStyleClass().add("round-abandoned");
    }
    int[] widths =
        record
            .summary()
            .map(s -> s.widths().stream().mapToInt(Integer::intValue).toArray())
            .orElseGet(
                () ->
                    record
                        .applied()
                        .map(a -> a.architecture().spec().widths())
                        .orElseGet(() -> record.architecture().spec().widths()));
    Label number = new Label(record.round() == 0 ? "seed" : "round " + record.round());
    number.getStyleClass().add("round-number");
    Label size = new Label(size(record));
    size.getStyleClass().add("round-size");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox top = new HBox(4, number, space, size);
    Label outcome = new Label(outcome(record));
    outcome.getStyleClass().add("round-outcome");
    if (record.summary().map(RoundMark::failed).orElse(false)) {
      outcome.getStyleClass().add("round-failed");
    }
    VBox content = new VBox(3, top, bars(widths, widest, palette), outcome);
    content.setAlignment(Pos.CENTER_LEFT);
    setGraphic(content);
    setAccessibleText("Round " + record.round() + ": " + outcome(record));
    setTooltip(new Tooltip(describe(record, widths)));
    setFocusTraversable(true);
  }

  private static boolean failed(RoundSummary summary) {
    return summary.outcome() == RoundSummary.Outcome.REVERTED
        || summary.outcome() == RoundSummary.Outcome.HALVED;
  }

  private static Canvas bars(int[] widths, int widest, Palette palette) {
    Canvas canvas = new Canvas(BARS_WIDTH, BARS_HEIGHT);
    GraphicsContext g = canvas.getGraphicsContext2D();
    double pitch = BARS_WIDTH / widths.length;
    double gap = Math.min(3, pitch * 0.25);
    g.setFill(palette.accent());
    for (int i = 0; i < widths.length; i++) {
      double height = Math.max(2, BARS_HEIGHT * widths[i] / widest);
      g.fillRect(i * pitch, BARS_HEIGHT - height, pitch - gap, height);
    }
    return canvas;
  }

  private static String size(RoundRecord record) {
    return record.summary().map(s -> Formats.compact(s.parameters())).orElse("");
  }

  private static String outcome(RoundRecord record) {
    if (record.abandoned()) {
      return "undone";
    }
    if (record.summary().isEmpty()) {
      return record.applied().isPresent() ? "grown, training" : "in progress";
    }
    RoundSummary s = record.summary().get();
    return switch (s.outcome()) {
      case SEED -> "trained";
      case APPLIED -> changes(s);
      case HALVED -> "halved, +" + (s.splits() + s.births()) + " / \u2212" + s.prunes();
      case REVERTED -> "reverted";
      case NOTHING -> "no growth";
    };
  }

  private static String changes(RoundSummary s) {
    int more = s.splits() + s.births();
    return "+" + more + " / \u2212" + s.prunes() + " channels";
  }

  private static String describe(RoundRecord record, int[] widths) {
    StringBuilder text = new StringBuilder("Round ").append(record.round()).append("\nwidths ");
    text.append(
        String.join(" \u00b7 ", Arrays.stream(widths).boxed().map(String::valueOf).toList()));
    record
        .summary()
        .ifPresent(
            s -> {
              text.append("\n").append(Formats.count(s.parameters())).append(" parameters");
              text.append("\nvalidation loss ").append(Formats.loss(s.validationLoss()));
              text.append(" \u00b7 accuracy ").append(Formats.percent(s.validationAccuracy()));
              if (s.outcome() != RoundSummary.Outcome.SEED) {
                text.append("\n")
                    .append(Formats.plural(s.splits(), "split"))
                    .append(", ")
                    .append(Formats.plural(s.prunes(), "prune"))
                    .append(", ")
                    .append(Formats.plural(s.births(), "new neuron"));
              }
              if (s.predictedGain().isPresent() && s.measuredGain().isPresent()) {
                text.append("\ngain by growth: predicted ")
                    .append(Formats.delta(s.predictedGain().getAsDouble()))
                    .append(", measured ")
                    .append(Formats.delta(s.measuredGain().getAsDouble()));
              }
            });
    return text.toString();
  }

  /** Width of the widest layer among the rounds, at least 1. */
  static int widest(List<RoundRecord> records) {
    int widest = 1;
    for (RoundRecord record : records) {
      int[] widths =
          record
              .applied()
              .map(a -> a.architecture().spec().widths())
              .orElseGet(() -> record.architecture().spec().widths());
      for (int width : widths) {
        widest = Math.max(widest, width);
      }
    }
    return widest;
  }
}
