package org.morphoscope.net;

/**
 * Exact resources of a net: trainable parameters (weights, gamma, beta or bias, head) and
 * multiply-accumulates of one image's forward pass.
 */
public record Resources(long parameters, long multiplyAccumulates) {

  public static Resources of(NetworkSpec spec) {
    long parameters = 0;
    long macs = 0;
    for (Layer layer : spec.layers()) {
      parameters += layer.parameters();
      macs += layer.multiplyAccumulates();
    }
    long headInputs = spec.layer(spec.layers().size() - 1).out().channels();
    parameters += (headInputs + 1) * spec.classes();
    macs += headInputs * spec.classes();
    return new Resources(parameters, macs);
  }

  /** Parameters of the same graph with other widths, without building it. */
  public static long parameters(NetworkSpec spec, int[] widths) {
    long total = 0;
    int in = spec.input().channels();
    for (Layer layer : spec.layers()) {
      int kernel = layer.conv().kernel();
      long perChannel =
          (long) in * kernel * kernel
              + (layer.batchNorm().isPresent() ? 2 : 0)
              + (layer.conv().bias() ? 1 : 0);
      total += widths[layer.index()] * perChannel;
      in = widths[layer.index()];
    }
    return total + (in + 1L) * spec.classes();
  }

  /** {@code R(new widths) - R(old widths)}. */
  public static long parameterChange(NetworkSpec spec, int[] widths) {
    return parameters(spec, widths) - parameters(spec, spec.widths());
  }
}
