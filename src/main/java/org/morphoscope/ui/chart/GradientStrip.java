package org.morphoscope.ui.chart;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import javafx.scene.Node;
import javafx.scene.shape.Polyline;
import org.morphoscope.history.GradientCourse;
import org.morphoscope.history.GradientCourse.Epoch;

/** Norms of gradients over the epochs: a line for each layer, on a logarithmic axis. */
record GradientStrip(List<Epoch> shown, double least, double most) {
  private static final double DECADE = 10;

  /** Of the epochs that are on show; positive norms only. */
  static GradientStrip of(GradientCourse course, double from, double to) {
    List<Epoch> shown =
        course.epochs().stream().filter(e -> e.epoch() >= from && e.epoch() <= to).toList();
    double[] norms =
        shown.stream()
            .flatMap(epoch -> epoch.norms().stream())
            .mapToDouble(Double::doubleValue)
            .filter(norm -> norm > 0 && Double.isFinite(norm))
            .sorted()
            .toArray();
    if (norms.length == 0) {
      return new GradientStrip(List.of(), 1, DECADE);
    }
    double most = norms[norms.length - 1];
    return new GradientStrip(shown, Math.min(norms[0], most / DECADE), most);
  }

  boolean isEmpty() {
    return shown.isEmpty();
  }

  /** Adds the lines; a layer without numbers has none. */
  void draw(List<Node> nodes, DoubleUnaryOperator x, double top, double height) {
    for (int l = 0; l < shown.get(0).norms().size(); l++) {
      Polyline line = new Polyline();
      line.getStyleClass().addAll("curve-strip", "curve-gradient");
      for (Epoch epoch : shown) {
        double norm = epoch.norms().get(l);
        if (norm > 0 && Double.isFinite(norm)) {
          double share = Math.log(norm / least) / Math.log(most / least);
          line.getPoints().addAll(x.applyAsDouble(epoch.epoch()), top + height * (1 - share));
        }
      }
      if (!line.getPoints().isEmpty()) {
        nodes.add(line);
      }
    }
  }
}
