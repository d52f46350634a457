package org.morphoscope.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.morphoscope.net.Cuts;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.ShortNames;
import org.morphoscope.ui.graph.place.Area;

class DeepLayoutTest {
  private static final double VIEW_WIDTH = 720;
  private static final double VIEW_HEIGHT = 380;

  private static GraphGeometry of(String seed) {
    NetworkSpec spec = SeedNetworks.create(seed, new TensorShape(3, 32, 32), 10);
    return new GraphLayout().layout(spec, 2, 1);
  }

  private static GraphGeometry chain(int layers, int width) {
    return of("chain:" + "%d-".repeat(layers - 1).replace("%d", "" + width) + width);
  }

  private static double scale(GraphGeometry graph) {
    return Camera.fitting(graph, VIEW_WIDTH, VIEW_HEIGHT, 1);
  }

  @Test
  void fiftyLayersStandInRowsThatAreReadLikeText() {
    GraphGeometry graph = chain(50, 16);
    assertTrue(graph.rows().size() > 2, "rows: " + graph.rows().size());
    assertEquals(0, graph.rows().get(0).first());
    for (int row = 1; row < graph.rows().size(); row++) {
      Area before = graph.rows().get(row - 1);
      Area area = graph.rows().get(row);
      assertEquals(before.last() + 1, area.first());
      assertTrue(area.y() >= before.y() + before.height() + area.strip());
    }
    assertEquals(51, graph.rows().get(graph.rows().size() - 1).last());
    double sum = graph.boxes().stream().mapToDouble(box -> box.width() + 20).sum();
    assertTrue(scale(graph) > 2 * VIEW_WIDTH / sum, "larger than in one row");
  }

  @Test
  void aNetThatFitsStandsInOneRow() {
    assertEquals(1, of("tiny").rows().size());
    assertEquals(1, of("resnet-small").rows().size());
  }

  @ParameterizedTest
  @CsvSource({"1280, 800, tiny", "1920, 1080, tiny", "1920, 1080, vgg-small"})
  void onAStageCaptionsHaveAFortiethOfTheHeight(double width, double height, String seed) {
    NetworkSpec spec = SeedNetworks.create(seed, new TensorShape(3, 32, 32), 10);
    GraphGeometry graph = new GraphLayout().layout(spec, 2, GraphView.STAGE_TYPE);
    // bars above and below take a third
    double scale = Camera.fitting(graph, width, height * 2 / 3, GraphView.STAGE_FIT);
    double caption = GraphPainter.NAME * GraphView.STAGE_TYPE * scale;
    assertTrue(caption >= height / 40, caption + " pixels of " + height);
  }

  @Test
  void cardsOfWideLayersDoNotOverlapAndAreAllWithin() {
    GraphGeometry graph = chain(12, 2000);
    for (Box a : graph.boxes()) {
      assertTrue(a.x() >= 0 && a.x() + a.width() <= graph.width() + 1e-9);
      assertTrue(a.y() >= 0 && a.y() + a.height() <= graph.height() + 1e-9);
      for (Box b : graph.boxes()) {
        boolean apart =
            a.x() + a.width() <= b.x()
                || b.x() + b.width() <= a.x()
                || a.y() + a.height() <= b.y()
                || b.y() + b.height() <= a.y();
        assertTrue(a == b || apart, a.title() + " over " + b.title());
      }
    }
  }

  @Test
  void linesEndAtTheCardsThatTheyLeadTo() {
    GraphGeometry graph = chain(50, 16);
    for (int i = 0; i < graph.edges().size(); i++) {
      double[] line = graph.edges().get(i);
      Box from = graph.boxes().get(i);
      Box to = graph.boxes().get(i + 1);
      assertEquals(from.x() + from.width(), line[0], 1e-9);
      assertEquals(to.x(), line[line.length - 2], 1e-9);
      assertEquals(to.y() + to.height() / 2, line[line.length - 1], 1e-9);
      for (int k = 2; k < line.length; k += 2) {
        assertTrue(line[k] == line[k - 2] || line[k + 1] == line[k - 1], "a slanted line");
      }
    }
  }

  @Test
  void aResidualBlockStaysWholeAndHasItsName() {
    GraphGeometry graph = of("resnet-small");
    assertEquals(3, graph.blocks().size());
    for (Area block : graph.blocks()) {
      assertFalse(block.name().isEmpty());
      for (int node = block.first(); node <= block.last(); node++) {
        Box box = graph.boxes().get(node);
        assertTrue(box.x() >= block.x() && box.x() + box.width() <= block.x() + block.width());
        assertTrue(box.y() >= block.y() && box.y() + box.height() <= block.y() + block.height());
      }
    }
  }

  @Test
  void aNetIsCutWhereOneNodeHandsOnEverything() {
    // 0 - 1 - 2 - 4 with 1 - 4 beside, then 5; 3 is between 2 and 4
    List<Cuts.Edge> edges =
        List.of(
            new Cuts.Edge(0, 1),
            new Cuts.Edge(1, 2),
            new Cuts.Edge(2, 3),
            new Cuts.Edge(3, 4),
            new Cuts.Edge(1, 4),
            new Cuts.Edge(4, 5));
    List<List<Integer>> parts =
        Cuts.parts(6, edges).stream().map(p -> List.of(p[0], p[1])).toList();
    assertEquals(List.of(List.of(0, 0), List.of(1, 1), List.of(2, 4), List.of(5, 5)), parts);
  }

  @Test
  void namesBecomeShorterWithoutBecomingOthers() {
    assertEquals(List.of("s3b2_conv3x3", "conv3x3"), ShortNames.forms("s3b2_conv3x3"));
    assertEquals(List.of("conv37", "37"), ShortNames.forms("conv37"));
    assertEquals(
        Optional.of("s3b2"), ShortNames.common(List.of("s3b2_reduce", "s3b2_expand", "s3b2_add")));
    assertEquals(Optional.empty(), ShortNames.common(List.of("conv10", "conv11")));
    assertEquals(Optional.empty(), ShortNames.common(List.of("conv1", "conv12")));
  }
}
