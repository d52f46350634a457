package org.morphoscope.ui.graph.place;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.morphoscope.net.Cuts;

/** Lays out one part of a net from left to right with ELK. */
final class PartLayout {
  private final Wiring wiring;

  PartLayout(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Loads what lays out, which takes a second the first time. */
  static void load() {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  /** Lays out the nodes from {@code first} to {@code last}. */
  Part layout(int first, int last) {
    if (first == last) {
      double middle = wiring.sizes().get(first).height() / 2;
      Map<Integer, double[]> edges = new HashMap<>();
      within(first, last).forEach(edge -> edges.put(edge, new double[] {0, middle}));
      return Part.single(first, wiring.sizes().get(first), edges);
    }
    ElkNode graph = ElkGraphUtil.createGraph();
    graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
    graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    graph.setProperty(CoreOptions.PADDING, new ElkPadding(0));
    graph.setProperty(CoreOptions.SPACING_NODE_NODE, Planner.GAP);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, Planner.GAP);
    // the place where the output of the node before comes in; sizes of zero are refused
    ElkNode entry = first == 0 ? null : node(graph, new Size(1, 1));
    List<ElkNode> nodes = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      nodes.add(node(graph, wiring.sizes().get(i)));
    }
    Map<Integer, ElkEdge> laid = new HashMap<>();
    for (int i : within(first, last)) {
      Cuts.Edge edge = wiring.edges().get(i);
      ElkNode from = edge.from() < first ? entry : nodes.get(edge.from() - first);
      laid.put(i, ElkGraphUtil.createSimpleEdge(from, nodes.get(edge.to() - first)));
    }
    new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
    Map<Integer, double[]> edges = new HashMap<>();
    laid.forEach((i, edge) -> edges.put(i, polyline(edge)));
    ElkNode exit = nodes.get(nodes.size() - 1);
    return new Part(
        first,
        last,
        new Size(graph.getWidth(), graph.getHeight()),
        nodes.stream().map(node -> new double[] {node.getX(), node.getY()}).toList(),
        edges,
        entry == null ? 0 : entry.getY(),
        exit.getX() + exit.getWidth(),
        exit.getY() + exit.getHeight() / 2);
  }

  /** Numbers of the edges that end within a part. */
  private List<Integer> within(int first, int last) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < wiring.edges().size(); i++) {
      int to = wiring.edges().get(i).to();
      if (to >= first && to <= last) {
        found.add(i);
      }
    }
    return found;
  }

  private static ElkNode node(ElkNode graph, Size size) {
    ElkNode node = ElkGraphUtil.createNode(graph);
    node.setDimensions(size.width(), size.height());
    return node;
  }

  private static double[] polyline(ElkEdge edge) {
    ElkEdgeSection section = edge.getSections().get(0);
    List<Double> points = new ArrayList<>();
    points.add(section.getStartX());
    points.add(section.getStartY());
    for (ElkBendPoint bend : section.getBendPoints()) {
      points.add(bend.getX());
      points.add(bend.getY());
    }
    points.add(section.getEndX());
    points.add(section.getEndY());
    return points.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
