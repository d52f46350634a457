package org.morphoscope.net;

/**
 * Exact resources of a net: trainable parameters (weights, gamma, beta or bias, head) and
 * multiply-accumulates of one image's forward pass (convolutions and dense maps).
 */
public record Resources(long parameters, long multiplyAccumulates) {

  public static Resources of(NetworkSpec spec) {
    long parameters = spec.head().parameters();
    long macs = spec.head().multiplyAccumulates();
    for (Layer layer : spec.layers()) {
      parameters += layer.parameters();
      macs += layer.multiplyAccumulates();
    }
    return new Resources(parameters, macs);
  }

  /** The number of one resource. */
  public long of(Resource resource) {
    return switch (resource) {
      case PARAMETERS -> parameters;
      case MULTIPLY_ACCUMULATES -> multiplyAccumulates;
    };
  }

  /** Parameters of the same graph with other widths of its groups, without building it. */
  public static long parameters(NetworkSpec spec, int[] widths) {
    return ResourceModel.of(spec, Resource.PARAMETERS).total(widths);
  }

  /** {@code R(new widths) - R(old widths)} in parameters. */
  public static long parameterChange(NetworkSpec spec, int[] widths) {
    ResourceModel model = ResourceModel.of(spec, Resource.PARAMETERS);
    return model.total(widths) - model.total(spec.widths());
  }
}
