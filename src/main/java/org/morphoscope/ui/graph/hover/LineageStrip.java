package org.morphoscope.ui.graph.hover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.morphoscope.history.Lineage;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Palette;

/**
 * The line of one channel as a tree: rounds to the right, a branch for every channel, a fork where
 * one was split, a cross where one was pruned.
 */
final class LineageStrip extends Canvas {
  private static final double WIDTH = 220;
  private static final double ROW = 11;
  private static final double LEFT = 12;
  private static final double RIGHT = 14;
  private static final double AXIS = 16;
  private static final int MOST_LEAVES = 14;

  private final Fonts fonts;

  LineageStrip(Fonts fonts) {
    super(WIDTH, ROW);
    this.fonts = fonts;
    setId("lineage-strip");
  }

  /**
   * Draws the line that a channel belongs to.
   *
   * @param round the round on show
   * @return whether there is a line to show and room for it
   */
  boolean show(Lineage lineage, int id, int round, Palette palette) {
    int root = lineage.root(id);
    Map<Integer, Double> rows = new HashMap<>();
    List<Integer> order = new ArrayList<>();
    int leaves = place(lineage, root, rows, order, 0);
    if (order.size() < 2 || leaves > MOST_LEAVES || lineage.lastRound() < 1) {
      return false;
    }
    setHeight(leaves * ROW + AXIS);
    GraphicsContext g = getGraphicsContext2D();
    g.clearRect(0, 0, WIDTH, getHeight());
    axis(g, lineage.lastRound(), round, palette);
    for (int channel : order) {
      boolean line = channel == id || lineage.ancestors(id).contains(channel);
      boolean below = lineage.descendants(id).contains(channel);
      g.setStroke(line || below ? palette.accent() : palette.muted());
      g.setLineWidth(channel == id ? 3 : 1.4);
      branch(g, lineage, channel, rows);
    }
    return true;
  }

  /** Gives every leaf a row of its own and every parent the middle of its children's. */
  private static int place(
      Lineage lineage, int id, Map<Integer, Double> rows, List<Integer> order, int from) {
    order.add(id);
    int next = from;
    for (int child : lineage.children(id)) {
      next = place(lineage, child, rows, order, next);
    }
    if (next == from) {
      rows.put(id, from + 0.5);
      return from + 1;
    }
    rows.put(id, (from + next) / 2.0);
    return next;
  }

  private double x(double round, int last) {
    return LEFT + (WIDTH - LEFT - RIGHT) * round / Math.max(1, last);
  }

  private void axis(GraphicsContext g, int last, int round, Palette palette) {
    g.setFont(fonts.regular(9));
    g.setFill(palette.muted());
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.BOTTOM);
    int step = Math.max(1, (int) Math.ceil(last / 8.0));
    for (int r = 0; r <= last; r += step) {
      g.fillText(r == 0 ? "seed" : Integer.toString(r), x(r, last), getHeight());
    }
    g.setStroke(palette.border());
    g.setLineWidth(1);
    g.strokeLine(x(round, last), 0, x(round, last), getHeight() - AXIS + 2);
  }

  private void branch(GraphicsContext g, Lineage lineage, int channel, Map<Integer, Double> rows) {
    int last = lineage.lastRound();
    double born = lineage.node(channel).map(n -> (double) n.channel().bornRound()).orElse(0.0);
    double from = x(born, last);
    double to =
        lineage.ended(channel).isPresent()
            ? x(lineage.ended(channel).getAsInt(), last)
            : x(last, last) + 6;
    double y = rows.get(channel) * ROW;
    g.strokeLine(from, y, to, y);
    for (int child : lineage.children(channel)) {
      g.strokeLine(to, y, to, rows.get(child) * ROW);
    }
    if (lineage.ended(channel).isPresent() && lineage.children(channel).isEmpty()) {
      g.strokeLine(to - 3, y - 3, to + 3, y + 3);
      g.strokeLine(to - 3, y + 3, to + 3, y - 3);
    }
  }
}
