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
import org.morphoscope.net.Op;
import org.morphoscope.ui.kit.Formats;

/** Lays out a net from left to right with ELK. Takes a second the first time: call it elsewhere. */
final class GraphLayout {
  private static final double NODE_GAP = 20;

  GraphLayout() {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  GraphGeometry layout(NetworkSpec spec) {
    List<Box> boxes = boxes(spec);
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
      if (!nodes.isEmpty()) {
        edges.add(ElkGraphUtil.createSimpleEdge(nodes.get(nodes.size() - 1), node));
      }
      nodes.add(node);
    }
    new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
    List<Box> placed = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      placed.add(boxes.get(i).at(nodes.get(i).getX(), nodes.get(i).getY()));
    }
    return new GraphGeometry(
        spec,
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

  private static List<Box> boxes(NetworkSpec spec) {
    List<Box> boxes = new ArrayList<>();
    boxes.add(
        Box.of(
            -1,
            "input",
            List.of(
                spec.input().channels() == 3
                    ? "RGB"
                    : Formats.plural(spec.input().channels(), "channel"),
                spec.input().height() + "\u00d7" + spec.input().width()),
            0));
    for (Layer layer : spec.layers()) {
      boxes.add(Box.of(layer.index(), layer.id(), notes(layer), layer.width()));
    }
    Layer last = spec.layers().get(spec.layers().size() - 1);
    long parameters = (last.width() + 1L) * spec.classes();
    boxes.add(
        Box.of(
            -1,
            "head",
            List.of(
                Formats.plural(spec.classes(), "class").replace("classs", "classes"),
                Formats.count(parameters) + " par."),
            0));
    return boxes;
  }

  private static List<String> notes(Layer layer) {
    List<String> notes = new ArrayList<>();
    notes.add("%d\u00d7%d, stride %d".formatted(layer.kernel(), layer.kernel(), layer.stride()));
    notes.add(Formats.count(layer.parameters()) + " par.");
    layer
        .pool()
        .ifPresent(
            pool ->
                notes.add(
                    "%s %d\u00d7%d"
                        .formatted(
                            pool.kind() == Op.Pool.Kind.MAX ? "max" : "mean",
                            pool.window(),
                            pool.window())));
    if (layer.globalPool()) {
      notes.add("global mean");
    }
    return notes;
  }
}
