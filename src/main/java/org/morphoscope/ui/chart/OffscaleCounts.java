package org.morphoscope.ui.chart;

import io.fair_acc.chartfx.axes.spi.AbstractAxis;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.geometry.Side;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.TradeOff;

/**
 * Says at the edges of the chart how many candidates lie beyond them: the axes show the
 * neighbourhood of the decision, in which a few candidates that would do much harm leave no room.
 */
final class OffscaleCounts extends Pane {
  /** Names in a tooltip; more of them are only counted. */
  private static final int NAMED = 12;

  private static final double GAP = 3;

  private final AbstractAxis x;
  private final AbstractAxis y;
  private final Map<Side, Label> labels = new EnumMap<>(Side.class);

  OffscaleCounts(AbstractAxis x, AbstractAxis y) {
    this.x = x;
    this.y = y;
    // what is below it is dragged
    setPickOnBounds(false);
    for (Side side : Side.values()) {
      Label label = new Label();
      label.setId("loss-beyond-" + side.name().toLowerCase(Locale.ROOT));
      label.getStyleClass().add("loss-beyond");
      label.setVisible(false);
      labels.put(side, label);
      getChildren().add(label);
    }
    x.widthProperty().addListener(o -> requestLayout());
    y.heightProperty().addListener(o -> requestLayout());
    y.widthProperty().addListener(o -> requestLayout());
  }

  /** Counts those of the places that the ranges of the axes leave out. */
  void show(List<TradeOff.Place> places) {
    Map<Side, List<TradeOff.Place>> out =
        places.stream()
            .filter(place -> !inside(place))
            .collect(Collectors.groupingBy(this::side, Collectors.toList()));
    labels.forEach((side, label) -> say(label, side, out.getOrDefault(side, List.of())));
    requestLayout();
  }

  private boolean inside(TradeOff.Place place) {
    return place.size() >= x.getMin()
        && place.size() <= x.getMax()
        && place.loss() >= y.getMin()
        && place.loss() <= y.getMax();
  }

  /** A place beyond a corner counts at the top or the bottom: the loss is what matters. */
  private Side side(TradeOff.Place place) {
    if (place.loss() > y.getMax()) {
      return Side.TOP;
    }
    if (place.loss() < y.getMin()) {
      return Side.BOTTOM;
    }
    return place.size() > x.getMax() ? Side.RIGHT : Side.LEFT;
  }

  private static void say(Label label, Side side, List<TradeOff.Place> places) {
    label.setVisible(!places.isEmpty());
    if (places.isEmpty()) {
      return;
    }
    label.setText(Texts.of("%s +%s beyond", arrow(side), Formats.count(places.size())));
    String names =
        places.stream()
            .sorted(Comparator.comparingDouble(TradeOff.Place::loss))
            .limit(NAMED)
            .map(place -> place.name() + " to " + Formats.loss(place.loss()) + " nats")
            .collect(Collectors.joining("\n"));
    String rest =
        places.size() > NAMED
            ? "\nand " + Formats.count(places.size() - NAMED) + " more in the table"
            : "";
    String text =
        Formats.plural(places.size(), "candidate") + " outside the axes:\n" + names + rest;
    if (label.getTooltip() == null) {
      label.setTooltip(new Tooltip());
    }
    label.getTooltip().setText(text);
    label.setAccessibleText(text);
  }

  private static String arrow(Side side) {
    return switch (side) {
      case TOP -> "\u2191";
      case BOTTOM -> "\u2193";
      case LEFT -> "\u2190";
      case RIGHT -> "\u2192";
    };
  }

  @Override
  protected void layoutChildren() {
    Point2D leftTop = sceneToLocal(y.localToScene(y.getWidth(), 0));
    Point2D bottom = sceneToLocal(x.localToScene(x.getWidth(), 0));
    double middleX = (leftTop.getX() + bottom.getX()) / 2;
    double middleY = (leftTop.getY() + bottom.getY()) / 2;
    labels.forEach(
        (side, label) -> {
          label.autosize();
          double width = label.getWidth();
          double height = label.getHeight();
          switch (side) {
            case TOP -> label.relocate(middleX - width / 2, leftTop.getY() + GAP);
            case BOTTOM -> label.relocate(middleX - width / 2, bottom.getY() - height - GAP);
            case LEFT -> label.relocate(leftTop.getX() + GAP, middleY - height / 2);
            case RIGHT -> label.relocate(bottom.getX() - width - GAP, middleY - height / 2);
          }
        });
  }
}
