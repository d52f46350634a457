package org.morphoscope.net;

import java.util.List;

/** The small networks that growth starts from. Input channels and classes follow the data. */
public final class SeedNetworks {
  /** Added to the variance in every BatchNorm. */
  public static final double EPSILON = 1e-5;

  private SeedNetworks() {}

  /** Names that {@link #create} knows. */
  public static List<String> names() {
    return List.of("tiny", "vgg-small");
  }

  /**
   * @param name {@code tiny}: four layers 8-8-16-16; {@code vgg-small}: six layers
   *     16-16-32-32-64-64
   * @throws IllegalArgumentException in one sentence when the name is unknown or the images are too
   *     small for the net's two poolings
   */
  public static NetworkSpec create(String name, TensorShape input, int classes) {
    int[] widths =
        switch (name) {
          case "tiny" -> new int[] {8, 8, 16, 16};
          case "vgg-small" -> new int[] {16, 16, 32, 32, 64, 64};
          default ->
              throw new IllegalArgumentException(
                  "unknown seed network '%s': expected one of %s"
                      .formatted(name, String.join(", ", names())));
        };
    boolean[] pooled = new boolean[widths.length];
    if (name.equals("tiny")) {
      pooled[0] = true;
      pooled[1] = true;
    } else {
      pooled[1] = true;
      pooled[3] = true;
    }
    return chain(name, input, widths, pooled, classes);
  }

  /** 3x3 convolutions with stride 1 and padding 1, BatchNorm, ReLU; 2x2 maximum where asked. */
  public static NetworkSpec chain(
      String name, TensorShape input, int[] widths, boolean[] pooled, int classes) {
    NetworkBuilder builder = new NetworkBuilder(name, input);
    for (int i = 0; i < widths.length; i++) {
      builder.convBnRelu(widths[i], 3, 1, 1, EPSILON);
      if (pooled[i]) {
        builder.pool(Op.Pool.Kind.MAX, 2, 2);
      }
    }
    return builder.globalAveragePool().dense(classes);
  }
}
