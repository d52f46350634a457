package org.morphoscope.score;

import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;

/**
 * How many images a thread works on at a time: few enough that what a kernel leaves stays in the
 * cache until the next one takes it, and enough that the convolutions outweigh what every part
 * costs once per filter. A card takes all at once.
 */
public final class ImageChunks {
  private static final int SMALLEST = 16;
  private static final int LARGEST = 64;
  private static final int POSITIONS = 1024;

  /** More than any batch. */
  private static final int ALL = 1 << 20;

  private ImageChunks() {}

  /**
   * {@return the number of images of a part; on a card more than any batch has}
   *
   * @param spec the net, for the size of its maps
   * @param kernels say whether parts help at all
   */
  public static int images(NetworkSpec spec, Kernels kernels) {
    if (!kernels.prefersParts()) {
      return ALL;
    }
    int positions =
        spec.layers().stream()
            .filter(Layer::producer)
            .mapToInt(layer -> layer.mid().positions())
            .min()
            .orElse(POSITIONS);
    return Math.min(LARGEST, Math.max(SMALLEST, POSITIONS / positions));
  }
}
