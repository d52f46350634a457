package org.morphoscope.ui.evidence;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.morphoscope.selection.Evidence;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Palette;

/** Bars of a histogram with zero and the mean marked. Gains are left of zero. */
final class HistogramPlot extends Region {
  private static final double WIDTH = 216;
  private static final double HEIGHT = 62;
  private static final double FLOOR = 44;
  private static final double CEILING = 16;
  private static final double SIDE = 3;

  private final Canvas canvas = new Canvas(WIDTH, HEIGHT);

  HistogramPlot() {
    setId("why-histogram");
    getChildren().add(canvas);
    setMinSize(WIDTH, HEIGHT);
    setPrefSize(WIDTH, HEIGHT);
    setMaxSize(WIDTH, HEIGHT);
  }

  /**
   * @param mean predicted change of the mean loss
   */
  void show(Evidence evidence, double mean, Palette palette) {
    int largest = 1;
    for (int count : evidence.counts()) {
      largest = Math.max(largest, count);
    }
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, WIDTH, HEIGHT);
    double bar = (WIDTH - 2 * SIDE) / Evidence.BINS;
    for (int bin = 0; bin < Evidence.BINS; bin++) {
      int count = evidence.counts()[bin];
      double height = (FLOOR - CEILING) * Math.sqrt((double) count / largest);
      if (count > 0) {
        g.setFill(colour(evidence, bin, palette));
        double top = Math.max(1.5, height);
        g.fillRect(SIDE + bin * bar + 0.5, FLOOR - top, bar - 1, top);
      }
    }
    g.setStroke(palette.muted());
    g.setLineWidth(1);
    g.strokeLine(0, FLOOR + 0.5, WIDTH, FLOOR + 0.5);
    double zero = place(evidence, 0);
    g.strokeLine(zero, CEILING - 4, zero, FLOOR + 3);
    mean(g, place(evidence, mean), palette);
    labels(g, evidence, zero, palette);
  }

  private static Color colour(Evidence evidence, int bin, Palette palette) {
    // half a bin tells the sides apart whatever the rounding of the edges
    boolean gain = evidence.edge(bin) + 0.5 * evidence.binWidth() < 0;
    return gain ? palette.accent() : palette.tie(2);
  }

  private static double place(Evidence evidence, double change) {
    double at = (change - evidence.first()) / (evidence.binWidth() * Evidence.BINS);
    return SIDE + (WIDTH - 2 * SIDE) * Math.max(0, Math.min(1, at));
  }

  private static void mean(GraphicsContext g, double x, Palette palette) {
    g.setFill(palette.text());
    g.fillPolygon(
        new double[] {x - 4, x + 4, x}, new double[] {FLOOR + 8, FLOOR + 8, FLOOR + 1.5}, 3);
  }

  private void labels(GraphicsContext g, Evidence evidence, double zero, Palette palette) {
    g.setFont(Font.font("Roboto", 10.5));
    g.setFill(palette.muted());
    g.setTextBaseline(VPos.BOTTOM);
    boolean gains = evidence.first() < -0.5 * evidence.binWidth();
    if (gains) {
      g.setTextAlign(TextAlignment.LEFT);
      g.fillText(Formats.significant(evidence.first()), 0, HEIGHT);
      g.setTextBaseline(VPos.TOP);
      g.fillText("gain", 0, 0);
      g.setTextBaseline(VPos.BOTTOM);
    }
    g.setTextAlign(TextAlignment.RIGHT);
    g.fillText(Formats.significant(evidence.edge(Evidence.BINS)), WIDTH, HEIGHT);
    g.setTextBaseline(VPos.TOP);
    g.fillText("lose", WIDTH, 0);
    g.setTextBaseline(VPos.BOTTOM);
    if (zero > 46 && zero < WIDTH - 46) {
      g.setTextAlign(TextAlignment.CENTER);
      g.fillText("0", zero, HEIGHT);
    }
  }
}
