package org.morphoscope.ui.graph;

import java.util.ArrayList;
import java.util.List;
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
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;

/** Lays out a net from left to right with ELK. Takes a second the first time: call it elsewhere. */
final class GraphLayout {
  private static final double NODE_GAP = 20;

  GraphLayout() {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  /**
   * @param newPerGroup places for new neurons in every group's first card
   * @param type size of the type on the cards, 1 in the window
   */
  GraphGeometry layout(NetworkSpec spec, int newPerGroup, double type) {
    List<Box> boxes = new Boxes(spec, newPerGroup, type).all();
    ElkNode graph = ElkGraphUtil.createGraph();
    graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
    graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    graph.setProperty(CoreOptions.PADDING, new ElkPadding(0));
    graph.setProperty(CoreOptions.SPACING_NODE_NODE, NODE_GAP);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, NODE_GAP);
    List<ElkNode> nodes = new ArrayList<>();
    List<ElkEdge> edges = new ArrayList<>();
    for (Box box : boxes) {
      ElkNode node = ElkGraphUtil.createNode(graph);
      node.setDimensions(box.width(), box.height());
      nodes.add(node);
    }
    List<Layer> readers = new ArrayList<>(spec.layers());
    readers.add(spec.head());
    for (Layer reader : readers) {
      for (int input : reader.inputs()) {
        edges.add(
            ElkGraphUtil.createSimpleEdge(nodes.get(input + 1), nodes.get(reader.index() + 1)));
      }
    }
    new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
    List<Box> placed = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      placed.add(boxes.get(i).at(nodes.get(i).getX(), nodes.get(i).getY()));
    }
    return new GraphGeometry(
        spec,
        newPerGroup,
        type,
        placed,
        edges.stream().map(GraphLayout::polyline).toList(),
        graph.getWidth(),
        graph.getHeight());
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
