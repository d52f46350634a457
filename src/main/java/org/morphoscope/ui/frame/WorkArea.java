package org.morphoscope.ui.frame;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The two sides of the window: the network, or the card before the first run; chart and table. */
public final class WorkArea extends SplitPane {
  private static final double GRAPH_SHARE = 0.565;
  private static final double CHART_SHARE = 0.433;
  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private final SideDivider main;
  private final Node besides;
  private final SideDivider right;

  /**
   * @param graph stands below {@code card} while that is visible
   * @param card before the first run; covers the graph
   * @param why the reasons for a score, below the graph
   * @param chart on the right, above the table
   * @param candidates the table
   */
  public WorkArea(Node graph, Node card, Node why, Region chart, Region candidates) {
    setId("main-split");
    StackPane centre = new StackPane(graph, card);
    centre.setId("graph-centre");
    // the reasons need width for the images, and the table keeps its height
    VBox leftSide = new VBox(centre, why);
    VBox.setVgrow(centre, Priority.ALWAYS);
    VBox.setVgrow(why, Priority.SOMETIMES);
    leftSide.getStyleClass().add("left-side");
    chart.setMinWidth(0);
    candidates.setMinWidth(0);
    SplitPane rightSide = new SplitPane(chart, candidates);
    rightSide.setOrientation(Orientation.VERTICAL);
    rightSide.getStyleClass().add("right-side");
    SplitPane.setResizableWithParent(rightSide, true);
    getItems().setAll(leftSide, rightSide);
    besides = rightSide;
    main = new SideDivider(this, GRAPH_SHARE);
    right = new SideDivider(rightSide, CHART_SHARE);
  }

  /** {@return the divider between the two sides} */
  public SideDivider mainDivider() {
    return main;
  }

  /** {@return the divider between chart and table} */
  public SideDivider rightDivider() {
    return right;
  }

  /** The size of something inside has changed: the dividers look again where there is room. */
  public void settle() {
    List.of(main, right).forEach(SideDivider::settle);
  }

  /**
   * Shows the network alone, or chart and table beside it again, where they were.
   *
   * @param network whether the network is to be alone
   */
  public void alone(boolean network) {
    if (network) {
      getItems().remove(besides);
    } else if (!getItems().contains(besides)) {
      getItems().add(besides);
      main.put(main.wanted());
    }
  }

  /**
   * Puts the sides below each other, or beside each other.
   *
   * @param narrow below each other
   */
  public void fold(boolean narrow) {
    Orientation wanted = narrow ? Orientation.VERTICAL : Orientation.HORIZONTAL;
    if (getOrientation() != wanted) {
      setOrientation(wanted);
      pseudoClassStateChanged(NARROW, narrow);
      settle();
    }
  }
}
