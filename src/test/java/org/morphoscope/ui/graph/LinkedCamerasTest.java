package org.morphoscope.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Point2D;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;

/** Two views that show the same layer, whatever the rows of their nets begin with. */
class LinkedCamerasTest {
  private static final GraphGeometry NARROW = chain(20, 8, 8);

  /** Grown in its first half. */
  private static final GraphGeometry WIDE = chain(20, 90, 8);

  private final CameraFollower left = follower(640);
  private final CameraFollower right = follower(520);

  private static GraphGeometry chain(int half, int width, int behind) {
    String seed = "chain:" + (width + "-").repeat(half) + (behind + "-").repeat(half - 1) + behind;
    return new GraphLayout()
        .layout(SeedNetworks.create(seed, new TensorShape(3, 32, 32), 10), 2, 1);
  }

  private static CameraFollower follower(double width) {
    Pane pane = new Pane();
    pane.resize(width, 300);
    return new CameraFollower(new Camera(), pane);
  }

  private static int middle(CameraFollower eye, GraphGeometry net, double width) {
    return Anchor.at(net, eye.camera().worldX(width / 2), eye.camera().worldY(150)).card();
  }

  private static void look(CameraFollower eye, Box at, double width) {
    eye.camera().centre(at.x() + at.width() / 2, at.y() + at.height() / 2, 1.5, width, 300);
    eye.moved();
  }

  @Test
  void whereOneGoesTheOtherFollowsToTheSameLayer() {
    left.link(right, () -> {});
    right.link(left, () -> {});
    left.look(NARROW);
    right.look(WIDE);
    assertNotEquals(NARROW.rows().get(1).first(), WIDE.rows().get(1).first(), "rows differ");
    for (int card = 0; card < NARROW.boxes().size(); card++) {
      look(left, NARROW.boxes().get(card), 640);
      assertEquals(card, middle(right, WIDE, 520));
      assertEquals(left.camera().scale(), right.camera().scale());
      look(right, WIDE.boxes().get(card), 520);
      assertEquals(card, middle(left, NARROW, 640));
    }
  }

  @Test
  void aNetThatGrowsStaysAtTheLayerWhereAHandPutIt() {
    left.look(NARROW);
    look(left, NARROW.box(30), 640);
    left.look(WIDE);
    assertEquals(31, middle(left, WIDE, 640));
  }

  @Test
  void ofANetOfAnotherDepthAsMuchLiesBefore() {
    GraphGeometry deeper = chain(40, 8, 8);
    assertEquals(2 * 21, cardIn(deeper, 21), 1);
    assertEquals(deeper.boxes().size() - 1, cardIn(deeper, NARROW.boxes().size() - 1));
    assertEquals(0, cardIn(deeper, 0));
  }

  private static int cardIn(GraphGeometry other, int card) {
    Box box = NARROW.boxes().get(card);
    Point2D place = Anchor.at(NARROW, box.x() + 1, box.y() + 1).in(other);
    return Anchor.at(other, place.getX(), place.getY()).card();
  }

  @Test
  void aPlaceBesideTheCardsIsFoundAgain() {
    Anchor beside = Anchor.at(NARROW, -30, -20);
    Point2D again = beside.in(NARROW);
    assertEquals(-30, again.getX(), 1e-9);
    assertEquals(-20, again.getY(), 1e-9);
    assertTrue(beside.beside() < 0 || beside.below() < 0);
  }
}
