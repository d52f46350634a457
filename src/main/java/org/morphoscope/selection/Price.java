package org.morphoscope.selection;

import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.text.Texts;

/**
 * What lambda multiplies, in units of the resource R that growth is about: {@code price = (1 - s)
 * dR + s R dO / O} with the other resource O, both counted exactly, R and O those of the scored
 * net. So a set that widens a net by one percent in both costs one percent of R whatever the share
 * is, and a candidate that takes little of R but much of O does not come cheap: a budget in
 * parameters alone drifts to layers with large maps.
 */
public final class Price {
  private final ResourceModel resource;
  private final ResourceModel other;
  private final double own;
  private final double perOther;

  /**
   * Of one net.
   *
   * @param spec the scored net
   * @param resource R
   * @param share s of the other resource, 0 to 1
   */
  public Price(NetworkSpec spec, Resource resource, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          Texts.of("share of the other resource: expected 0 to 1, found %s", share));
    }
    this.resource = ResourceModel.of(spec, resource);
    this.other =
        ResourceModel.of(
            spec,
            resource == Resource.PARAMETERS ? Resource.MULTIPLY_ACCUMULATES : Resource.PARAMETERS);
    int[] widths = spec.widths();
    own = 1 - share;
    perOther = share * this.resource.total(widths) / other.total(widths);
  }

  /**
   * {@return that of a group whose width changes by a step}
   *
   * @param widths of all groups before
   * @param group the one that changes
   * @param step 1 or -1
   */
  public double change(int[] widths, int group, int step) {
    double its = resource.change(widths, group, step);
    // without a share of the other the very number of before there was one
    return perOther == 0 ? its : own * its + perOther * other.change(widths, group, step);
  }

  /** Whether the price of one group's change depends on the width of another, or of itself. */
  boolean depends(int group, int width) {
    return resource.depends(group, width) || other.depends(group, width);
  }

  /**
   * {@return that of new widths in place of others}
   *
   * @param before of all groups
   * @param after of all groups
   */
  public double change(int[] before, int[] after) {
    double its = resource.total(after) - resource.total(before);
    return perOther == 0 ? its : own * its + perOther * (other.total(after) - other.total(before));
  }
}
