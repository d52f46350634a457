package org.morphoscope.ui.chart;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.geometry.Point2D;
import javafx.scene.layout.StackPane;
import org.morphoscope.net.Resource;
import org.morphoscope.ui.model.LossPoints;
import org.morphoscope.ui.model.TradeOff;

/**
 * Loss against parameters. Making the plot takes longer than all the rest of the window, so it is
 * made when it is told to be; until then what it is to show is kept for it.
 */
public final class LossChart extends StackPane {
  private record Shown(LossPoints points, Optional<TradeOff> decision, Resource counted) {}

  private Shown shown = new Shown(LossPoints.NONE, Optional.empty(), Resource.PARAMETERS);
  private Consumer<Resource> onAxis = resource -> {};
  private DoubleConsumer onLambda = lambda -> {};
  private Runnable onBudget = () -> {};
  private Optional<LossPlot> plot = Optional.empty();

  /** Empty, without a plot yet. */
  public LossChart() {
    setId("loss-chart");
    setAccessibleText(
        "Chart of the loss against the size of the network, a point per round; the rounds of the"
            + " timeline tell the same in words");
    getStyleClass().add("view");
  }

  /** {@return whether there was none} */
  public boolean prepare() {
    if (plot.isPresent()) {
      return false;
    }
    LossPlot made = new LossPlot();
    made.setOnAxis(resource -> onAxis.accept(resource));
    made.setOnLambda(lambda -> onLambda.accept(lambda));
    made.setOnBudget(() -> onBudget.run());
    made.show(shown.points(), shown.decision(), shown.counted());
    plot = Optional.of(made);
    return true;
  }

  /** {@return whether it was out} */
  public boolean bringIn() {
    boolean out = getChildren().isEmpty();
    if (out) {
      getChildren().setAll(plot.orElseThrow());
    }
    return out;
  }

  /**
   * Told what the person wants on the axis.
   *
   * @param listener called on the JavaFX thread
   */
  public void setOnAxis(Consumer<Resource> listener) {
    onAxis = listener;
  }

  /**
   * Told the lambda that the line is dragged to.
   *
   * @param listener called on the JavaFX thread while the line moves
   */
  public void setOnLambda(DoubleConsumer listener) {
    onLambda = listener;
  }

  /**
   * Told when lambda is to follow the budget again.
   *
   * @param listener called on the JavaFX thread
   */
  public void setOnBudget(Runnable listener) {
    onBudget = listener;
  }

  /**
   * Shows these points, and the decision under way if there is one.
   *
   * @param points of all rounds so far
   * @param decision empty when none is under way
   * @param counted what their sizes are counted in
   */
  public void show(LossPoints points, Optional<TradeOff> decision, Resource counted) {
    shown = new Shown(points, decision, counted);
    plot.ifPresent(made -> made.show(points, decision, counted));
  }

  /**
   * {@return the middle of the part of lambda's line on show, in the scene; empty without a line}
   */
  public Optional<Point2D> lambdaHandle() {
    return plot.flatMap(LossPlot::lambdaHandle);
  }

  /** {@return the number of candidates that are drawn; the others are counted at the edges} */
  public int candidatesShown() {
    return plot.map(LossPlot::candidatesShown).orElse(0);
  }

  /** {@return the points on show} */
  public LossPoints points() {
    return shown.points();
  }
}
