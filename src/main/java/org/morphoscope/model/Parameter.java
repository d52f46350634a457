package org.morphoscope.model;

import java.util.Arrays;
import org.morphoscope.text.Texts;

/**
 * A named array of a net.
 *
 * @param name the node's id and what it is to the node, such as {@code conv1.weight}
 * @param shape lengths of the axes; filters are {@code [O, I, k, k]}, dense maps {@code [O, I]}
 * @param values in C order
 */
public record Parameter(String name, int[] shape, double[] values) {
  /**
   * Checks that there are as many values as the shape says.
   *
   * @param name the node's id and what it is to the node, such as {@code conv1.weight}
   * @param shape lengths of the axes; filters are {@code [O, I, k, k]}, dense maps {@code [O, I]}
   * @param values in C order
   */
  public Parameter {
    long length = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    if (length != values.length) {
      throw new IllegalArgumentException(
          Texts.of(
              "%s: expected %d numbers for %s, found %d",
              name, length, Arrays.toString(shape), values.length));
    }
  }
}
