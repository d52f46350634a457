package org.morphoscope.net;

/**
 * Exact resources of a net: trainable parameters (weights, gamma, beta or bias, head) and
 * multiply-accumulates of one image's forward pass (convolutions and dense maps).
 *
 * @param parameters trainable numbers: weights, gamma, beta or bias, head
 * @param multiplyAccumulates of convolutions and dense maps in one image's forward pass
 */
public record Resources(long parameters, long multiplyAccumulates) {

  /**
   * {@return the exact resources of a net as it stands}
   *
   * @param spec the architecture
   */
  public static Resources of(NetworkSpec spec) {
    long parameters = spec.head().parameters();
    long macs = spec.head().multiplyAccumulates();
    for (Layer layer : spec.layers()) {
      parameters += layer.parameters();
      macs += layer.multiplyAccumulates();
    }
    return new Resources(parameters, macs);
  }

  /**
   * {@return the number of one resource}
   *
   * @param resource which of the two
   */
  public long of(Resource resource) {
    return switch (resource) {
      case PARAMETERS -> parameters;
      case MULTIPLY_ACCUMULATES -> multiplyAccumulates;
    };
  }

  /**
   * {@return the parameters of the same graph with other widths of its groups, without building it}
   *
   * @param spec the architecture
   * @param widths number of channels of each group, at least 1
   */
  public static long parameters(NetworkSpec spec, int[] widths) {
    return ResourceModel.of(spec, Resource.PARAMETERS).total(widths);
  }

  /**
   * {@return {@code R(new widths) - R(old widths)} in parameters}
   *
   * @param spec the architecture
   * @param widths number of channels of each group, at least 1
   */
  public static long parameterChange(NetworkSpec spec, int[] widths) {
    ResourceModel model = ResourceModel.of(spec, Resource.PARAMETERS);
    return model.total(widths) - model.total(spec.widths());
  }
}
