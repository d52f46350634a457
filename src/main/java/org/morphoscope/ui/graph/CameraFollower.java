package org.morphoscope.ui.graph;

import javafx.geometry.Point2D;
import javafx.scene.layout.Pane;
import org.morphoscope.net.UnitId;

/** Where the view looks: follows the whole net until a hand moves it. */
final class CameraFollower {
  private static final double FIT_TOP = 16;
  private static final double FIT_BOTTOM = 16;

  /** A place that was asked for stands at least this far from the edges, in pixels. */
  private static final double MARGIN = 30;

  /** Scale at which the cells of a place that was asked for can be told apart. */
  private static final double LEGIBLE = 0.8;

  private final Camera camera;
  private final Pane viewport;
  private GraphGeometry geometry;
  private boolean touched;
  private double largest = Camera.LARGEST_FIT;
  private CameraFollower partner;
  private Runnable repaintPartner = () -> {};

  CameraFollower(Camera camera, Pane viewport) {
    this.camera = camera;
    this.viewport = viewport;
  }

  Camera camera() {
    return camera;
  }

  /** Looks at another net; stays where a hand put it, in rows at the same layer. */
  void look(GraphGeometry next) {
    GraphGeometry before = geometry;
    geometry = next;
    if (next != null && (before == null || !touched)) {
      refit();
      partner(() -> partner.refitUnlessTouched());
    } else if (next != null && next.rows().size() > 1) {
      centre(middle(before).in(next), camera.scale());
    }
  }

  /** What is in the middle of the view. */
  private Anchor middle(GraphGeometry net) {
    return Anchor.at(
        net, camera.worldX(viewport.getWidth() / 2), camera.worldY(viewport.getHeight() / 2));
  }

  private void centre(Point2D place, double scale) {
    camera.centre(place.getX(), place.getY(), scale, viewport.getWidth(), viewport.getHeight());
  }

  /**
   * @param scale that a whole net is not magnified beyond
   */
  void setLargestFit(double scale) {
    largest = scale;
  }

  /** A hand moved the camera: it stays there from now on. */
  void moved() {
    touched = true;
    partner(() -> partner.follow(this));
  }

  /** Shows in the middle what the other one has there, with the same zoom. */
  private void follow(CameraFollower other) {
    touched = true;
    if (geometry != null && other.geometry != null) {
      centre(other.middle(other.geometry).in(geometry), other.camera.scale());
    }
  }

  /** Shows the whole net and follows its growth until the next zoom or pan. */
  void fit() {
    touched = false;
    refit();
    partner(
        () -> {
          partner.touched = false;
          partner.refit();
        });
  }

  void resized() {
    refitUnlessTouched();
    partner(() -> partner.refitUnlessTouched());
  }

  private void refitUnlessTouched() {
    if (!touched) {
      refit();
    }
  }

  private void partner(Runnable change) {
    if (partner != null) {
      change.run();
      repaintPartner.run();
    }
  }

  private void refit() {
    if (geometry != null && viewport.getWidth() > 0) {
      camera.fit(
          geometry,
          viewport.getWidth(),
          viewport.getHeight(),
          FIT_TOP,
          FIT_BOTTOM,
          partner == null ? largest : Math.min(largest, partner.fitting()));
    }
  }

  private double fitting() {
    return geometry == null || viewport.getWidth() <= 0
        ? Double.MAX_VALUE
        : Camera.fitting(
            geometry, viewport.getWidth(), viewport.getHeight() - FIT_TOP - FIT_BOTTOM, largest);
  }

  /**
   * From now on both have the same zoom, and where one goes the other follows, to the same layer.
   *
   * @param repaint called when the other was moved
   */
  void link(CameraFollower other, Runnable repaint) {
    partner = other;
    repaintPartner = repaint;
  }

  /** Zooms and pans until a card can be read; the ring around it. */
  Pulse revealLayer(int layer, long now, boolean still) {
    Box box = geometry.box(layer);
    bring(box.x(), box.y(), box.width(), box.height());
    return new Pulse(box.x(), box.y(), box.width(), box.height(), now, still);
  }

  /** Zooms and pans until a channel can be seen; the ring around it. */
  Pulse reveal(UnitId unit, long now, boolean still) {
    Box box = geometry.boxOfGroup(unit.group());
    double size = Box.PITCH - Box.GAP;
    double x = box.cellX(unit.channel());
    double y = box.cellY(unit.channel());
    bring(x, y, size, size);
    return new Pulse(x, y, size, size, now, still);
  }

  /** The channel whose cell is at a place in pixels of the view, or null. */
  UnitId unitAt(double x, double y) {
    return geometry == null ? null : geometry.channelAt(camera.worldX(x), camera.worldY(y));
  }

  /** Middle of a channel's cell in pixels of the view. */
  Point2D placeOf(UnitId unit) {
    Box box = geometry.boxOfGroup(unit.group());
    double half = (Box.PITCH - Box.GAP) / 2;
    return new Point2D(
        camera.x(box.cellX(unit.channel()) + half), camera.y(box.cellY(unit.channel()) + half));
  }

  private void bring(double x, double y, double width, double height) {
    double left = camera.x(x);
    double top = camera.y(y);
    boolean seen =
        camera.scale() >= LEGIBLE
            && left >= MARGIN
            && top >= MARGIN
            && camera.x(x + width) <= viewport.getWidth() - MARGIN
            && camera.y(y + height) <= viewport.getHeight() - MARGIN;
    if (!seen) {
      centre(new Point2D(x + width / 2, y + height / 2), Math.max(LEGIBLE, camera.scale()));
      moved();
    }
  }
}
