package org.morphoscope.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.net.UnitId;

class GraphLayoutTest {
  private final NetworkSpec spec = SeedNetworks.create("tiny", new TensorShape(3, 32, 32), 10);
  private final GraphGeometry graph = new GraphLayout().layout(spec, 3, 1);

  @Test
  void cardsFollowEachOtherWithoutOverlap() {
    assertEquals(spec.layers().size() + 2, graph.boxes().size());
    for (int i = 1; i < graph.boxes().size(); i++) {
      Box before = graph.boxes().get(i - 1);
      assertTrue(graph.boxes().get(i).x() >= before.x() + before.width());
    }
  }

  @Test
  void everyCellIsFoundAtItsOwnPlace() {
    for (int layer = 0; layer < spec.layers().size(); layer++) {
      Box box = graph.box(layer);
      for (int c = 0; c < box.channels() + 3; c++) {
        assertEquals(new UnitId(layer, c), graph.channelAt(box.cellX(c) + 1, box.cellY(c) + 1));
      }
    }
  }

  @Test
  void betweenTheCardsThereIsNothing() {
    Box first = graph.box(0);
    assertNull(graph.channelAt(first.x() + first.width() + 3, first.y() + 3));
    assertNull(graph.channelAt(-5, -5));
  }

  @Test
  void fittingShowsAllOfTheGraph() {
    Camera camera = new Camera();
    camera.fit(graph, 600, 400, 10, 10, Camera.LARGEST_FIT);
    assertTrue(camera.x(0) >= 0 && camera.y(0) >= 0);
    assertTrue(camera.x(graph.width()) <= 600 && camera.y(graph.height()) <= 400);
  }

  @Test
  void zoomingKeepsThePointUnderThePointer() {
    Camera camera = new Camera();
    camera.fit(graph, 600, 400, 10, 10, Camera.LARGEST_FIT);
    double before = camera.worldX(123);
    camera.zoom(1.7, 123, 45);
    assertEquals(before, camera.worldX(123), 1e-9);
  }

  @Test
  void theTwoWaysOfAResidualBlockMeetAtItsSum() {
    NetworkSpec residual = SeedNetworks.create("resnet-small", new TensorShape(3, 32, 32), 10);
    GraphGeometry blocks = new GraphLayout().layout(residual, 2, 1);
    long sums = blocks.boxes().stream().filter(b -> b.look() == Box.Look.SUM).count();
    assertEquals(3, sums);
    int steps = residual.layers().stream().mapToInt(l -> l.inputs().size()).sum() + 1;
    assertEquals(steps, blocks.edges().size());
    for (Box a : blocks.boxes()) {
      for (Box b : blocks.boxes()) {
        assertTrue(
            a == b
                || a.x() + a.width() <= b.x()
                || b.x() + b.width() <= a.x()
                || a.y() + a.height() <= b.y()
                || b.y() + b.height() <= a.y());
      }
    }
  }

  @Test
  void tiedLayersShowTheSameChannelsAndOnlyTheFirstHasPlacesForNewNeurons() {
    NetworkSpec residual = SeedNetworks.create("resnet-small", new TensorShape(3, 32, 32), 10);
    GraphGeometry blocks = new GraphLayout().layout(residual, 2, 1);
    residual
        .groups()
        .forEach(
            group -> {
              for (int producer : group.producers()) {
                Box box = blocks.box(producer);
                assertEquals(group.index(), box.group());
                assertEquals(group.width(), box.channels());
                assertEquals(producer == group.first() ? 2 : 0, box.ghosts());
                assertEquals(
                    new UnitId(group.index(), 1),
                    blocks.channelAt(box.cellX(1) + 1, box.cellY(1) + 1));
              }
              assertEquals(!group.single(), blocks.box(group.first()).tie() >= 0);
            });
  }

  @Test
  void depthwiseConvolutionsAreSmallCardsOfTheirProducersGroup() {
    NetworkSpec mobile = SeedNetworks.create("mobilenet-small", new TensorShape(3, 32, 32), 10);
    GraphGeometry cards = new GraphLayout().layout(mobile, 0, 1);
    mobile.layers().stream()
        .filter(layer -> layer.kind() == Layer.Kind.DEPTHWISE)
        .forEach(
            layer -> {
              assertEquals(Box.Look.SMALL, cards.box(layer.index()).look());
              int producer = layer.inputs().get(0);
              assertEquals(cards.box(producer).tie(), cards.box(layer.index()).tie());
            });
  }
}
