package org.morphoscope.ui.tour;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;

/** Darkens the window around the part that a stop is about, with its card beside it. */
public final class TourOverlay extends Pane {
  private static final double AROUND = 4;
  private static final double ROUND = 8;

  private final TourCard card = new TourCard(this::back, this::next, this::end);
  private final Polygon arrow = new Polygon();
  private final Rectangle outline = new Rectangle();
  private final InvalidationListener moved = o -> requestLayout();
  private Shape scrim = new Rectangle();
  private List<TourStop> stops = List.of();
  private TourStage stage;
  private Node target;
  private int at;

  /** Hidden until the tour starts. */
  public TourOverlay() {
    setId("tour");
    setVisible(false);
    // what the hole shows can be used meanwhile
    setPickOnBounds(false);
    outline.getStyleClass().add("tour-outline");
    outline.setMouseTransparent(true);
    arrow.getStyleClass().add("tour-arrow");
    getChildren().setAll(scrim, outline, arrow, card);
  }

  /**
   * Shows the first of these stops.
   *
   * @param tour at least one stop
   * @param window moved as the stops ask, and put back at the end
   */
  public void start(List<TourStop> tour, TourStage window) {
    stops = List.copyOf(tour);
    stage = window;
    setVisible(true);
    show(0);
  }

  /**
   * {@return whether the key turned a page or ended the tour}
   *
   * @param code of the key that was pressed
   */
  public boolean turn(KeyCode code) {
    switch (code) {
      case RIGHT, PAGE_DOWN -> next();
      case LEFT, PAGE_UP -> back();
      case HOME -> show(0);
      case END -> show(stops.size() - 1);
      case ESCAPE -> end();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void next() {
    if (at + 1 < stops.size()) {
      show(at + 1);
    } else {
      end();
    }
  }

  private void back() {
    show(Math.max(0, at - 1));
  }

  /** Ends the tour. */
  public void end() {
    if (isVisible()) {
      setVisible(false);
      watch(null);
      stage.restore();
    }
  }

  private void show(int index) {
    at = index;
    TourStop stop = stops.get(index);
    stage.showRound(stop.round());
    stop.colour().ifPresent(stage::colourBy);
    stage.explain(stop.part() == TourPart.WHY);
    stage.film(stop.part() == TourPart.FILM);
    card.show(stop, index + 1, stops.size());
    watch(stop.part() == TourPart.WINDOW ? null : getScene().lookup(stop.part().selector()));
    requestLayout();
    card.focusNext();
  }

  /** Follows the target when the window is resized or its dividers move. */
  private void watch(Node next) {
    if (target != null) {
      target.localToSceneTransformProperty().removeListener(moved);
      target.layoutBoundsProperty().removeListener(moved);
    }
    target = next;
    if (target != null) {
      stage.reveal(target);
      target.localToSceneTransformProperty().addListener(moved);
      target.layoutBoundsProperty().addListener(moved);
    }
  }

  @Override
  protected void layoutChildren() {
    if (!isVisible()) {
      return;
    }
    Bounds lit = lit();
    Rectangle whole = new Rectangle(getWidth(), getHeight());
    outline.setVisible(lit != null);
    arrow.setVisible(lit != null);
    if (lit == null) {
      scrim = whole;
    } else {
      Rectangle hole = new Rectangle(lit.getMinX(), lit.getMinY(), lit.getWidth(), lit.getHeight());
      hole.setArcWidth(2 * ROUND);
      hole.setArcHeight(2 * ROUND);
      scrim = Shape.subtract(whole, hole);
      outline.setX(lit.getMinX());
      outline.setY(lit.getMinY());
      outline.setWidth(lit.getWidth());
      outline.setHeight(lit.getHeight());
      outline.setArcWidth(2 * ROUND);
      outline.setArcHeight(2 * ROUND);
    }
    scrim.getStyleClass().add("tour-scrim");
    getChildren().set(0, scrim);
    card.applyCss();
    double width = card.prefWidth(-1);
    double height = card.prefHeight(width);
    CardPlace place = CardPlace.beside(lit, width, height, getWidth(), getHeight());
    card.resizeRelocate(place.x(), place.y(), width, height);
    arrow.getPoints().setAll(place.arrow());
  }

  /** What lies in the light, inside of the window; null for nothing in particular. */
  private Bounds lit() {
    if (target == null || target.getScene() == null) {
      return null;
    }
    Bounds of = sceneToLocal(target.localToScene(target.getLayoutBounds()));
    double left = Math.max(2, of.getMinX() - AROUND);
    double top = Math.max(2, of.getMinY() - AROUND);
    double right = Math.min(getWidth() - 2, of.getMaxX() + AROUND);
    double bottom = Math.min(getHeight() - 2, of.getMaxY() + AROUND);
    return right > left && bottom > top
        ? new BoundingBox(left, top, right - left, bottom - top)
        : null;
  }
}
