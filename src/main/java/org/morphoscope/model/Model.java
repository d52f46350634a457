package org.morphoscope.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.text.Texts;

/**
 * A net with its numbers, as it goes into a file or comes out of one.
 *
 * @param spec the graph
 * @param weights its numbers, the head last
 * @param metadata what a file says about itself besides, such as the run; in order
 * @param notices what a person should know of how the file was read, each a sentence; empty when
 *     every node was taken as it is
 * @param scaling how the file's net scales its images, which is not part of {@code spec}; empty
 *     when it says nothing about it
 */
public record Model(
    NetworkSpec spec,
    Weights weights,
    Map<String, String> metadata,
    List<String> notices,
    Optional<InputScaling> scaling) {
  /**
   * Copies the collections.
   *
   * @param spec the graph
   * @param weights its numbers, the head last
   * @param metadata what a file says about itself besides, such as the run; in order
   * @param notices what a person should know of how the file was read, each a sentence
   * @param scaling how the file's net scales its images, which is not part of {@code spec}
   */
  public Model {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    notices = List.copyOf(notices);
    int expected = spec.layers().size() + 1;
    if (weights.layers().size() != expected) {
      throw new IllegalArgumentException(
          Texts.of(
              "expected numbers of %d layers, found those of %d",
              expected, weights.layers().size()));
    }
  }

  /**
   * A net of our own.
   *
   * @param spec the graph
   * @param weights its numbers, the head last
   * @param metadata what a file says about itself besides, such as the run; in order
   */
  public Model(NetworkSpec spec, Weights weights, Map<String, String> metadata) {
    this(spec, weights, metadata, List.of(), Optional.empty());
  }

  /**
   * {@return the same net with what is to be said about it}
   *
   * @param newNotices sentences for a person; may be empty
   * @param newScaling how the file's net scales its images, when it does
   */
  public Model with(List<String> newNotices, Optional<InputScaling> newScaling) {
    return new Model(spec, weights, metadata, newNotices, newScaling);
  }
}
