package org.morphoscope.ui.diff;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import org.morphoscope.ui.kit.Glyph;
import org.morphoscope.ui.kit.Theme;

/** Says what the signs on the two nets mean, each on its side. */
final class DiffLegend extends FlowPane {
  DiffLegend() {
    super(16, 4);
    setId("compare-legend");
    getStyleClass().add("graph-legend");
    setAlignment(Pos.CENTER_LEFT);
    setTheme(Theme.LIGHT);
  }

  void setTheme(Theme theme) {
    getChildren()
        .setAll(
            item(
                "earlier: was split",
                Glyph.PLUS.icon(theme.palette()),
                "On the earlier net: the channel has been split since; its descendants are alive."),
            item(
                "earlier: was pruned",
                Glyph.MINUS.icon(theme.palette()),
                "On the earlier net: the channel and all its descendants are gone."),
            item(
                "later: born by a split",
                Glyph.PLUS.icon(theme.palette()),
                "On the later net: a child of a channel that was split since."),
            item(
                "later: new neuron",
                Glyph.STAR.icon(theme.palette()),
                "On the later net: a channel that was added since without a parent."),
            new Label("no sign: the same channel in both"));
  }

  private static Label item(String text, Node icon, String explanation) {
    Label label = new Label(text, icon);
    label.setGraphicTextGap(5);
    label.setTooltip(new Tooltip(explanation));
    return label;
  }

  /**
   * @param exact whether there are signs: channels of two runs have no common identity
   */
  void show(boolean exact) {
    setVisible(exact);
    setManaged(exact);
  }
}
