package org.morphoscope.ui.candidates;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.Promise;

/**
 * Predicted beside measured in large type, in the place of the decision that it came of. All three
 * have the same sign: negative where the loss falls.
 */
final class PromiseBar extends VBox {
  private static final PseudoClass BROKEN = PseudoClass.getPseudoClass("broken");

  private final Label title = new Label();
  private final Label predicted = number("promise-predicted");
  private final Label measured = number("promise-measured");
  private final Label heldOut = number("promise-held-out");
  private final Label verdict = new Label();

  PromiseBar() {
    super(4);
    setId("promise-bar");
    getStyleClass().add("promise-bar");
    setPadding(new Insets(8, 12, 8, 12));
    title.setId("promise-title");
    title.getStyleClass().add("decision-set");
    verdict.setId("promise-verdict");
    verdict.setWrapText(true);
    verdict.setMinHeight(USE_PREF_SIZE);
    FlowPane numbers =
        new FlowPane(
            26,
            4,
            column(
                "predicted",
                predicted,
                "What the joint model said the whole set would change the loss by"),
            column(
                "measured",
                measured,
                "The change on the images that were scored, right after growing and before any"
                    + " training"),
            column(
                "held out",
                heldOut,
                "The same on images that were neither learned on nor scored, with its standard"
                    + " error"));
    numbers.setAlignment(Pos.BASELINE_LEFT);
    getChildren().addAll(title, numbers, verdict);
    show(Optional.empty());
  }

  private static Label number(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("promise-number");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static VBox column(String name, Label number, String explanation) {
    Label caption = new Label(name);
    caption.getStyleClass().add("view-note");
    Tooltip tip = new Tooltip(explanation);
    caption.setTooltip(tip);
    number.setTooltip(tip);
    return new VBox(caption, number);
  }

  /** Shows what became of a promise, or nothing. */
  void show(Optional<Promise> promise) {
    setVisible(promise.isPresent());
    setManaged(promise.isPresent());
    promise.ifPresent(this::fill);
  }

  private void fill(Promise of) {
    title.setText("Round " + of.round() + ": change of the loss by growing, in nats");
    predicted.setText(shortly(of.predicted()));
    measured.setText(shortly(of.measured()));
    heldOut.setText(shortly(of.heldOut()) + " \u00b1 " + Formats.significant(of.heldOutError()));
    measured.pseudoClassStateChanged(BROKEN, of.contradicted());
    verdict.setText(of.verdict());
    setAccessibleText(
        "predicted "
            + predicted.getText()
            + ", measured "
            + measured.getText()
            + ", held out "
            + heldOut.getText());
  }

  /** Three significant digits and always a sign. */
  private static String shortly(double change) {
    return (change > 0 ? "+" : "") + Formats.significant(change);
  }
}
