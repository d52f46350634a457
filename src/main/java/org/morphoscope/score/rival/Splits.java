package org.morphoscope.score.rival;

import java.util.List;
import org.morphoscope.net.NetworkSpec;

/** Offsets of splits for methods that make none. */
final class Splits {
  private Splits() {}

  /** Zeros, {@code [O, I, k, k]} per producer of a group; empty elsewhere. */
  static List<double[]> none(NetworkSpec spec) {
    return spec.layers().stream()
        .map(
            layer ->
                new double
                    [layer.group() >= 0 && layer.producer() ? layer.width() * layer.fanIn() : 0])
        .toList();
  }
}
