package org.morphoscope.ui.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.morphoscope.history.PhaseBoard;
import org.morphoscope.run.Phase;
import org.morphoscope.ui.kit.Formats;

/** A progress bar for every phase of a round; the active one tells the time left and the speed. */
public final class PhaseStrip extends HBox {
  private static final Map<Phase, String> EXPLANATIONS =
      Map.of(
          Phase.TRAIN, "Training the weights",
          Phase.REFRESH, "Recomputing BatchNorm statistics",
          Phase.LEARN, "Learning \u03b8 of all channels at once",
          Phase.SCORE, "Scoring every split and prune",
          Phase.PROPOSE, "Choosing a set on the joint model",
          Phase.DECIDE, "Waiting for the decision",
          Phase.APPLY, "Building the grown network",
          Phase.MEASURE, "Measuring what growth brought",
          Phase.EVALUATE, "Losses at the end of the round");

  /** As they follow each other in a round; the first round has training and evaluation only. */
  private static final List<Phase> ORDER =
      List.of(
          Phase.REFRESH,
          Phase.LEARN,
          Phase.SCORE,
          Phase.PROPOSE,
          Phase.DECIDE,
          Phase.APPLY,
          Phase.MEASURE,
          Phase.TRAIN,
          Phase.EVALUATE);

  private record Cell(VBox box, ProgressBar bar) {}

  private final Map<Phase, Cell> cells = new EnumMap<>(Phase.class);
  private final Label detail = new Label();

  /** Every phase at 0. */
  public PhaseStrip() {
    super(6);
    setId("phase-strip");
    getStyleClass().add("phase-strip");
    setAlignment(Pos.CENTER_LEFT);
    for (Phase phase : ORDER) {
      ProgressBar bar = new ProgressBar(0);
      bar.setId("phase-" + name(phase));
      bar.getStyleClass().add("small");
      bar.setMaxWidth(Double.MAX_VALUE);
      bar.setMinWidth(20);
      bar.setPrefWidth(phase == Phase.TRAIN ? 110 : 56);
      bar.setAccessibleText(EXPLANATIONS.get(phase));
      Label label = new Label(name(phase));
      label.setMinWidth(0);
      VBox box = new VBox(3, label, bar);
      box.getStyleClass().add("phase");
      Tooltip.install(box, new Tooltip(EXPLANATIONS.get(phase)));
      HBox.setHgrow(box, Priority.ALWAYS);
      cells.put(phase, new Cell(box, bar));
      getChildren().add(box);
    }
    detail.setId("phase-detail");
    detail.getStyleClass().add("phase-detail");
    getChildren().add(detail);
  }

  private static String name(Phase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }

  /** Who is asked about a proposal. */
  public enum Asked {
    /** Nobody. */
    NOBODY,
    /** The person at this window. */
    HERE,
    /** Somebody else, at the process that grows the run. */
    ELSEWHERE,
    /** Nothing is heard of the engine. */
    UNKNOWN
  }

  /**
   * Shows the board.
   *
   * @param board progress of the round
   * @param paused whether the run waits at the person's wish
   * @param asked who is asked about the proposal, if one is open
   */
  public void show(PhaseBoard board, boolean paused, Asked asked) {
    fill(board, !paused && asked != Asked.UNKNOWN);
    detail.setText(detail(board, paused, asked));
  }

  /**
   * Shows the board of a moment of the past, where nothing moves.
   *
   * @param board progress of that moment's round
   */
  public void showPast(PhaseBoard board) {
    fill(board, false);
    detail.setText(
        board.active().map(phase -> "looking back \u00b7 " + name(phase)).orElse("looking back"));
  }

  private void fill(PhaseBoard board, boolean moving) {
    cells.forEach(
        (phase, cell) -> {
          boolean active = board.active().filter(phase::equals).isPresent();
          double fraction =
              active && !board.countable() && moving && phase != Phase.DECIDE
                  ? ProgressBar.INDETERMINATE_PROGRESS
                  : board.fraction(phase);
          if (cell.bar().getProgress() != fraction) {
            cell.bar().setProgress(fraction);
          }
          if (active != cell.box().getStyleClass().contains("phase-active")) {
            if (active) {
              cell.box().getStyleClass().add("phase-active");
            } else {
              cell.box().getStyleClass().remove("phase-active");
            }
          }
        });
  }

  private static String detail(PhaseBoard board, boolean paused, Asked asked) {
    Optional<Phase> active = board.active();
    if (asked == Asked.UNKNOWN) {
      return "waiting for the engine";
    }
    if (paused) {
      return "paused" + active.map(p -> " in " + name(p)).orElse("");
    }
    if (asked == Asked.HERE) {
      return "waiting for your decision";
    }
    if (asked == Asked.ELSEWHERE) {
      return "waiting for a decision elsewhere";
    }
    if (active.isEmpty() || active.get() == Phase.DECIDE) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    if (Double.isFinite(board.secondsLeft())) {
      text.append(Formats.duration(board.secondsLeft())).append(" left");
    }
    if (Double.isFinite(board.rate())) {
      separate(text).append(Formats.count(Math.round(board.rate()))).append(" images/s");
    }
    if (Double.isFinite(board.loss())) {
      separate(text).append("loss ").append(Formats.significant(board.loss()));
    }
    return text.toString();
  }

  private static StringBuilder separate(StringBuilder text) {
    return text.isEmpty() ? text : text.append(" \u00b7 ");
  }
}
