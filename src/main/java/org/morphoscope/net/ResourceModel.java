package org.morphoscope.net;

/**
 * A resource as an exact function of the groups' widths: {@code R(w) = constant + sum_g linear_g
 * w_g + sum_gh quadratic_gh w_g w_h}, where {@code quadratic_gh} is what the layers that read group
 * g and make group h cost per pair of channels. Every change by a set of morphisms follows without
 * building the grown net.
 */
public final class ResourceModel {
  private final long[] linear;
  private final long[][] quadratic;
  private long constant;

  private ResourceModel(int groups) {
    linear = new long[groups];
    quadratic = new long[groups][groups];
  }

  /**
   * {@return the cost of the graph of an architecture as a function of its widths}
   *
   * @param spec the architecture
   * @param resource what is counted
   */
  public static ResourceModel of(NetworkSpec spec, Resource resource) {
    ResourceModel model = new ResourceModel(spec.groups().size());
    for (Layer layer : spec.layers()) {
      model.add(spec, layer, resource);
    }
    model.add(spec, spec.head(), resource);
    return model;
  }

  private void add(NetworkSpec spec, Layer layer, Resource resource) {
    boolean parameters = resource == Resource.PARAMETERS;
    long taps = (long) layer.kernel() * layer.kernel() * (parameters ? 1 : layer.mid().positions());
    long perChannel =
        parameters ? (layer.bias() ? 1 : 0) + (layer.batchNorm().isPresent() ? 2 : 0) : 0;
    if (layer.kind() == Layer.Kind.DEPTHWISE) {
      perChannel += taps;
    }
    int to = layer.group();
    if (to < 0) {
      constant += perChannel * layer.width();
    } else {
      linear[to] += perChannel;
    }
    if (!layer.producer()) {
      return;
    }
    int input = layer.inputs().get(0);
    int from = input < 0 ? -1 : spec.layer(input).group();
    long readWidth = layer.in().channels();
    if (from < 0 && to < 0) {
      constant += taps * readWidth * layer.width();
    } else if (from < 0) {
      linear[to] += taps * readWidth;
    } else if (to < 0) {
      linear[from] += taps * layer.width();
    } else {
      quadratic[from][to] += taps;
    }
  }

  /** {@return the number of groups} */
  public int groups() {
    return linear.length;
  }

  /**
   * {@return the resource at given widths of the groups}
   *
   * @param widths number of channels of each group, at least 1
   */
  public long total(int[] widths) {
    long total = constant;
    for (int g = 0; g < linear.length; g++) {
      total += linear[g] * widths[g];
      for (int h = 0; h < linear.length; h++) {
        total += quadratic[g][h] * widths[g] * widths[h];
      }
    }
    return total;
  }

  /**
   * {@return {@code R(widths with group changed by step) - R(widths)}}
   *
   * @param widths number of channels of each group, at least 1
   * @param group index of the group that changes
   * @param step channels more; fewer when negative
   */
  public long change(int[] widths, int group, int step) {
    long perChannel = linear[group];
    for (int h = 0; h < linear.length; h++) {
      if (h != group) {
        perChannel += (quadratic[group][h] + quadratic[h][group]) * widths[h];
      }
    }
    return step * perChannel
        + quadratic[group][group] * ((long) step * step + 2L * step * widths[group]);
  }

  /**
   * {@return whether {@link #change} of one group depends on the width of another, or of itself}
   *
   * @param group index of the group that changes
   * @param width index of the group whose width is asked about
   */
  public boolean depends(int group, int width) {
    return quadratic[group][width] != 0 || quadratic[width][group] != 0;
  }
}
