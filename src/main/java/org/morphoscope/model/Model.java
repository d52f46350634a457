package org.morphoscope.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.text.Texts;

/**
 * A net with its numbers, as it goes into a file or comes out of one.
 *
 * @param spec the graph
 * @param weights its numbers, the head last
 * @param metadata what a file says about itself besides, such as the run; in order
 */
public record Model(NetworkSpec spec, Weights weights, Map<String, String> metadata) {
  public Model {
    metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    int expected = spec.layers().size() + 1;
    if (weights.layers().size() != expected) {
      throw new IllegalArgumentException(
          Texts.of(
              "expected numbers of %d layers, found those of %d",
              expected, weights.layers().size()));
    }
  }
}
