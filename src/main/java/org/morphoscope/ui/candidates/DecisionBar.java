package org.morphoscope.ui.candidates;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.net.MorphKind;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.BothSets;
import org.morphoscope.ui.model.WhatIf;

/** The set under the person's marks with its joint prediction, and the buttons that decide. */
final class DecisionBar extends VBox {
  private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

  private final Label set = new Label();
  private final Label hint = new Label();
  private final Button approve =
      button("approve", "Approve", Feather.CHECK, "Into the set, whatever its price (A)");
  private final Button veto = button("veto", "Veto", Feather.X, "Out of the set: not this one (V)");
  private final Button defer =
      button("defer", "Defer", Feather.CLOCK, "Out of the set: not in this round (D)");
  private final Button keep = new Button("Keep proposal");
  private final Button tryBoth = new Button("Try both");
  private final Button apply = new Button("Apply");
  private final Label both = new Label();
  private final HBox trial = new HBox(8);
  private DecisionActions actions;

  DecisionBar() {
    setId("decision-bar");
    getStyleClass().add("decision-bar");
    set.setId("decision-set");
    set.getStyleClass().add("decision-set");
    set.setWrapText(true);
    set.setMinHeight(USE_PREF_SIZE);
    hint.setId("decision-hint");
    hint.getStyleClass().add("view-note");
    hint.setMinWidth(0);
    hint.setWrapText(true);
    hint.setMinHeight(USE_PREF_SIZE);
    keep.setId("keep-proposal");
    keep.setTooltip(new Tooltip("Take the engine's set, whatever is marked"));
    apply.setId("apply");
    apply.getStyleClass().add("accent");
    apply.setTooltip(new Tooltip("Grow the network by this set (Ctrl+Enter)"));
    tryBoth.setId("try-both");
    tryBoth.setMinWidth(USE_PREF_SIZE);
    both.setId("try-both-hint");
    both.getStyleClass().add("view-note");
    both.setMinWidth(0);
    both.setWrapText(true);
    both.setMinHeight(USE_PREF_SIZE);
    keep.setMinWidth(USE_PREF_SIZE);
    apply.setMinWidth(USE_PREF_SIZE);
    HBox marks = new HBox(4, approve, veto, defer);
    marks.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons = new HBox(8, marks, space, keep, apply);
    buttons.setAlignment(Pos.CENTER_LEFT);
    setSpacing(6);
    setPadding(new Insets(8, 12, 8, 12));
    HBox.setHgrow(both, Priority.ALWAYS);
    both.setMaxWidth(Double.MAX_VALUE);
    // beside what it does: among the other buttons it would push the last off a small screen
    trial.getChildren().setAll(both, tryBoth);
    trial.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(set, hint, trial, buttons);
    show(Optional.empty(), OptionalDouble.empty());
  }

  private static Button button(String id, String text, Feather icon, String explanation) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.setTooltip(new Tooltip(explanation));
    button.setAccessibleText(text + " the selected candidates");
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  /** What its buttons call. */
  void setActions(DecisionActions actions) {
    this.actions = actions;
    approve.setOnAction(e -> actions.mark(WhatIf.Mark.APPROVED));
    veto.setOnAction(e -> actions.mark(WhatIf.Mark.VETOED));
    defer.setOnAction(e -> actions.mark(WhatIf.Mark.DEFERRED));
    keep.setOnAction(e -> actions.keepProposal());
    tryBoth.setOnAction(e -> actions.tryBoth());
    apply.setOnAction(e -> actions.apply());
  }

  /** The marks need candidates to be set on. */
  void allowMarks(ObservableBooleanValue anySelected) {
    for (Button button : List.of(approve, veto, defer)) {
      button.disableProperty().bind(Bindings.not(anySelected));
    }
  }

  /** Shows the set, or hides the bar when nothing is to be decided. */
  void show(Optional<WhatIf> whatIf, OptionalDouble secondsLeft) {
    setVisible(whatIf.isPresent());
    setManaged(whatIf.isPresent());
    whatIf.ifPresent(w -> set.setText(describe(w)));
    boolean refused = whatIf.flatMap(WhatIf::obstacle).isPresent();
    apply.setDisable(refused);
    Optional<BothSets> sets = whatIf.flatMap(w -> actions.both());
    tryBoth.setDisable(sets.isEmpty());
    // while the set is asked for, nothing jumps
    if (whatIf.isEmpty() || whatIf.get().isSettled()) {
      both.setText(sets.map(BothSets::sentence).orElse(""));
      trial.setVisible(sets.isPresent());
      trial.setManaged(sets.isPresent());
    }
    hint.pseudoClassStateChanged(REFUSED, refused);
    countdown(whatIf, secondsLeft);
  }

  /** Refreshes the line about the countdown only. */
  void countdown(Optional<WhatIf> whatIf, OptionalDouble secondsLeft) {
    hint.setText(
        secondsLeft.isPresent()
            ? "Applied as it stands in "
                + Formats.duration(Math.ceil(secondsLeft.getAsDouble()))
                + "."
            : whatIf.map(DecisionBar::reason).orElse(""));
  }

  private static String reason(WhatIf whatIf) {
    Optional<String> obstacle = whatIf.obstacle();
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    if (whatIf.lambdaByHand()) {
      return "Chosen at your \u03bb, " + Formats.scientific(whatIf.current().lambda()) + ".";
    }
    if (whatIf.lockedByHand()) {
      return "Chosen again under your locks and marks, at the same budget.";
    }
    return whatIf.touched()
        ? "Chosen again under your marks, at the same budget."
        : "Proposed by the engine. Select candidates to approve, veto or defer, then apply.";
  }

  static String describe(WhatIf whatIf) {
    return "Set: "
        + Formats.plural(whatIf.count(MorphKind.SPLIT), "split")
        + ", "
        + Formats.plural(whatIf.count(MorphKind.PRUNE), "prune")
        + ", "
        + Formats.plural(whatIf.count(MorphKind.NEW_NEURON), "new neuron")
        + " \u00b7 predicted \u0394L "
        + Formats.delta(whatIf.current().predictedDelta())
        + " \u00b7 "
        + Formats.signedCount(whatIf.parameterChange())
        + " parameters";
  }
}
