package org.morphoscope.ui.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Palette;

/** One round: its widths as bars, its size, what became of it. */
final class RoundMark extends ToggleButton {
  private static final double BARS_WIDTH = 96;
  private static final double BARS_HEIGHT = 22;

  /**
   * All that is to be seen of a round.
   *
   * @param widest width that fills the height, that of the widest layer of all rounds
   */
  record Look(
      int round,
      boolean abandoned,
      boolean failed,
      List<Integer> widths,
      int widest,
      String size,
      String outcome,
      String tail,
      String turned,
      String description,
      Palette palette) {

    static Look of(RoundRecord record, int widest, Palette palette) {
      List<Integer> widths =
          record
              .summary()
              .map(RoundSummary::widths)
              .orElseGet(() -> Arrays.stream(grown(record)).boxed().toList());
      return new Look(
          record.round(),
          record.abandoned(),
          record.summary().map(RoundMark::failed).orElse(false),
          widths,
          widest,
          RoundMark.size(record),
          RoundMark.outcome(record),
          RoundMark.tail(record),
          RoundMark.turned(record),
          describe(record, widths),
          palette);
    }
  }

  private final Look look;
  private RoundRecord record;

  /** The record is the one that {@code look} was made of. */
  RoundMark(Look look, RoundRecord record) {
    this.look = look;
    this.record = record;
    setId("round-" + look.round() + (look.abandoned() ? "-abandoned" : ""));
    getStyleClass().add("round-mark");
    if (look.abandoned()) {
      getStyleClass().add("round-abandoned");
    }
    Label number = new Label(look.round() == 0 ? "seed" : "round " + look.round());
    number.getStyleClass().add("round-number");
    Label size = new Label(look.size());
    size.getStyleClass().add("round-size");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox top = new HBox(4, number, space, size);
    Label outcome = new Label(look.outcome());
    outcome.getStyleClass().add("round-outcome");
    if (look.failed()) {
      outcome.getStyleClass().add("round-failed");
    }
    VBox content = new VBox(3, top, bars(look), outcome);
    if (!look.tail().isEmpty()) {
      Label tail = new Label(look.tail(), new FontIcon(Feather.CORNER_DOWN_RIGHT));
      tail.getStyleClass().add("round-tail");
      content.getChildren().add(tail);
    }
    if (!look.turned().isEmpty()) {
      Label turned = new Label(look.turned(), new FontIcon(Feather.SLIDERS));
      turned.getStyleClass().add("round-turned");
      content.getChildren().add(turned);
    }
    content.setAlignment(Pos.CENTER_LEFT);
    setGraphic(content);
    String behind = look.tail().isEmpty() ? "" : ", " + look.tail();
    setAccessibleText("Round " + look.round() + ": " + look.outcome() + behind);
    setTooltip(new Tooltip(look.description()));
    setFocusTraversable(true);
  }

  Look look() {
    return look;
  }

  RoundRecord round() {
    return record;
  }

  /** Stands from now on for this record, which looks the same. */
  void setRound(RoundRecord same) {
    record = same;
  }

  private static boolean failed(RoundSummary summary) {
    return summary.outcome() == RoundSummary.Outcome.REVERTED
        || summary.outcome() == RoundSummary.Outcome.HALVED;
  }

  private static Canvas bars(Look look) {
    Canvas canvas = new Canvas(BARS_WIDTH, BARS_HEIGHT);
    GraphicsContext g = canvas.getGraphicsContext2D();
    List<Integer> widths = look.widths();
    double pitch = BARS_WIDTH / widths.size();
    double gap = Math.min(3, pitch * 0.25);
    g.setFill(look.palette().accent());
    for (int i = 0; i < widths.size(); i++) {
      double height = Math.max(2, BARS_HEIGHT * widths.get(i) / look.widest());
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
      case HALVED -> "halved, +" + (s.splits() + s.newNeurons()) + " / \u2212" + s.prunes();
      case REVERTED -> "reverted";
      case NOTHING -> "no growth";
    };
  }

  private static String changes(RoundSummary s) {
    int more = s.splits() + s.newNeurons();
    return "+" + more + " / \u2212" + s.prunes() + " channels";
  }

  /** The net behind the tail of the round, an offshoot that growth does not go on from. */
  private static String tail(RoundRecord record) {
    return record.tail().map(t -> "tail " + Formats.loss(t.validationLoss())).orElse("");
  }

  /** What a person turned while the round went on. */
  private static String turned(RoundRecord record) {
    return record.adjusted().isEmpty()
        ? ""
        : record.adjusted().stream()
            .map(event -> event.setting().words())
            .distinct()
            .collect(Collectors.joining(", "));
  }

  private static String describe(RoundRecord record, List<Integer> widths) {
    StringBuilder text = new StringBuilder("Round ").append(record.round()).append("\nwidths ");
    text.append(String.join(" \u00b7 ", widths.stream().map(String::valueOf).toList()));
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
                    .append(Formats.plural(s.newNeurons(), "new neuron"));
              }
              if (s.predictedGain().isPresent() && s.measuredGain().isPresent()) {
                text.append("\ngain by growth: predicted ")
                    .append(Formats.delta(s.predictedGain().getAsDouble()))
                    .append(", measured ")
                    .append(Formats.delta(s.measuredGain().getAsDouble()));
              }
            });
    record
        .tail()
        .ifPresent(
            t -> {
              text.append("\nafter a tail");
              t.tail()
                  .ifPresent(how -> text.append(" of " + Formats.plural(how.epochs(), "epoch")));
              text.append(": validation loss ").append(Formats.loss(t.validationLoss()));
              text.append(" \u00b7 accuracy ").append(Formats.percent(t.validationAccuracy()));
            });
    record
        .adjusted()
        .forEach(
            event ->
                text.append("\nturned by ")
                    .append(event.who())
                    .append(": ")
                    .append(Adjustment.told(event))
                    .append(' ')
                    .append(Adjustment.since(event)));
    return text.toString();
  }

  /** Width of the widest layer among the rounds, at least 1. */
  static int widest(List<RoundRecord> records) {
    int widest = 1;
    for (RoundRecord record : records) {
      for (int width : grown(record)) {
        widest = Math.max(widest, width);
      }
    }
    return widest;
  }

  /** Widths after the growth of the round, as far as it has come. */
  private static int[] grown(RoundRecord record) {
    return record
        .applied()
        .map(a -> a.architecture().spec().widths())
        .orElseGet(() -> record.architecture().spec().widths());
  }
}
