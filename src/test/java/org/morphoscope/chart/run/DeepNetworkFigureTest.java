package org.morphoscope.chart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.chart.ColourScale;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.LayoutTest;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Panel;
import org.morphoscope.chart.Style;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.net.UnitId;

/** The network figure of nets that do not fit into one row. */
class DeepNetworkFigureTest {
  private static final String FIFTY = "chain:" + "8-".repeat(49) + "8";
  private static final String WIDE = "chain:" + "512-".repeat(19) + "512";

  static Stream<String> seeds() {
    return Stream.of(FIFTY, WIDE, "resnet-small", "mobilenet-small");
  }

  private static NetworkSpec net(String seed) {
    return SeedNetworks.create(seed, new TensorShape(3, 32, 32), 10);
  }

  private static Panel panel(NetworkSpec spec) {
    return new NetworkRows(spec)
        .panel(Map.of(), Set.of(), ColourScale.around(1, "\u0394L by split", "nats"));
  }

  private static List<Mark.Label> labels(Panel panel) {
    List<Mark.Label> labels = new ArrayList<>();
    for (Mark mark : panel.marks()) {
      if (mark instanceof Mark.Label label) {
        labels.add(label);
      }
    }
    return labels;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void namesDoNotRunTogether(String seed) {
    Panel panel = panel(net(seed));
    for (Style style : List.of(Style.column(), Style.page())) {
      LayoutTest.assertReadable(
          FigureSpec.of("network", "Network", List.of(panel), Map.of()), style);
    }
  }

  @Test
  void everyLayerOfFiftyIsNamedInRowsThatBeginWithAWholeName() {
    List<Mark.Label> labels = labels(panel(net(FIFTY)));
    assertEquals(52, labels.size());
    long rows = labels.stream().mapToDouble(Mark.Label::y).distinct().count();
    assertTrue(rows > 1, "rows: " + rows);
    assertEquals("input", labels.get(0).text());
    for (int i = 2; i < 51; i++) {
      boolean begins = labels.get(i).y() != labels.get(i - 1).y();
      assertEquals((begins ? "conv" : "") + i, labels.get(i).text());
    }
  }

  @Test
  void cellsLieWithinTheDrawingAndNoneOverAnother() {
    for (Mark mark : panel(net(FIFTY)).marks()) {
      if (mark instanceof Mark.Cells cells) {
        assertEquals(50 * 8, cells.cells().size());
        assertEquals(
            50 * 8,
            cells.cells().stream()
                .map(cell -> List.of(cell.box().left(), cell.box().low()))
                .distinct()
                .count());
        assertTrue(cells.cells().stream().allMatch(cell -> cell.box().high() <= 0));
      }
    }
  }

  @Test
  void depthwiseLayersAreShown() {
    NetworkSpec mobile = net("mobilenet-small");
    long depthwise = mobile.layers().stream().filter(l -> l.kind() == Layer.Kind.DEPTHWISE).count();
    List<String> names = labels(panel(mobile)).stream().map(Mark.Label::text).toList();
    assertTrue(depthwise > 0);
    mobile.layers().stream()
        .filter(l -> l.kind() == Layer.Kind.DEPTHWISE)
        .forEach(l -> assertTrue(names.contains(l.id()) || names.contains(l.id().substring(2))));
  }

  @Test
  void aFewOutliersWashOutNothing() {
    Map<UnitId, Double> values = new HashMap<>();
    for (int i = 0; i < 99; i++) {
      values.put(new UnitId(0, i), i % 2 == 0 ? 1.0 : -1.0);
    }
    values.put(new UnitId(0, 99), 1000.0);
    assertEquals(1, NetworkFigure.reach(values));
    assertEquals(0, NetworkFigure.reach(Map.of()));
  }
}
