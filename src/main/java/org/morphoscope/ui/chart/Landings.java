package org.morphoscope.ui.chart;

import io.fair_acc.chartfx.marker.Marker;
import io.fair_acc.chartfx.renderer.ErrorStyle;
import io.fair_acc.chartfx.renderer.LineStyle;
import io.fair_acc.chartfx.renderer.spi.ErrorDataSetRenderer;
import io.fair_acc.dataset.events.ChartBits;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import org.morphoscope.ui.model.LossPoints;

/**
 * Where growing led: a point measured before any training, tied to the diamond that was predicted,
 * and an arrow from it to what training made of it. ChartFX draws ties and shafts as error bars.
 */
final class Landings {
  private static final double LONG = 9;
  private static final double HALF = 4;

  /** Room for the point that the arrow leads to. */
  private static final double GAP = 4;

  private final Series measured = series("measured, before training", "measured");
  private final Series falls = series("training", "trained");
  private final Series rises = series("training, to a larger loss", "trained");
  private final ErrorDataSetRenderer renderer = new ErrorDataSetRenderer();

  Landings() {
    renderer.setPolyLineStyle(LineStyle.NONE);
    renderer.setErrorStyle(ErrorStyle.ERRORBARS);
    renderer.setPointReduction(false);
    renderer.setParallelImplementation(false);
    renderer.setAssumeSortedData(false);
    renderer.setDrawMarker(true);
    renderer.setDashSize(0);
    renderer.getDatasets().addAll(falls, rises, measured);
    renderer.getStyleableNode(falls).setMarkerType(head(-1));
    renderer.getStyleableNode(rises).setMarkerType(head(1));
  }

  private static Series series(String name, String style) {
    Series set = new Series(name);
    set.addStyleClasses("loss-" + style);
    return set;
  }

  /** The head of an arrow that ends above the point ({@code way} -1) or below it (1). */
  private static Marker head(int way) {
    return (GraphicsContext g, double x, double y, double size) -> {
      double tip = y + way * GAP;
      double back = tip + way * LONG;
      g.fillPolygon(new double[] {x, x - HALF, x + HALF}, new double[] {tip, back, back}, 3);
    };
  }

  ErrorDataSetRenderer renderer() {
    return renderer;
  }

  /** Shows those that lie within the ranges. */
  void show(List<LossPoints.Landing> all, LossRanges ranges) {
    measured.clearData();
    falls.clearData();
    rises.clearData();
    for (LossPoints.Landing landing : all) {
      double size = landing.size();
      if (!ranges.holds(size, landing.measured())) {
        continue;
      }
      double up = landing.predicted() - landing.measured();
      boolean tied = ranges.holds(size, landing.predicted());
      measured.add(
          size, landing.measured(), tied ? Math.max(0, -up) : 0, tied ? Math.max(0, up) : 0);
      double fall = landing.measured() - landing.trained();
      if (ranges.holds(size, landing.trained())) {
        (fall >= 0 ? falls : rises)
            .add(size, landing.trained(), Math.max(0, -fall), Math.max(0, fall));
      }
    }
    for (Series set : List.of(measured, falls, rises)) {
      set.fireInvalidated(ChartBits.DataSetData);
    }
  }
}
