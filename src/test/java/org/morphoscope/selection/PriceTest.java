package org.morphoscope.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;

class PriceTest {
  private final NetworkSpec net = SeedNetworks.create("tiny", new TensorShape(3, 32, 32), 10);
  private final int[] wider = {11, 9, 18, 20};

  @Test
  void aSetCostsBothResourcesOfTheNetReallyBuilt() {
    Resources before = Resources.of(net);
    Resources after = Resources.of(net.withWidths(wider));
    double parameters = after.parameters() - before.parameters();
    double macs = after.multiplyAccumulates() - before.multiplyAccumulates();
    double perMac = (double) before.parameters() / before.multiplyAccumulates();
    assertEquals(parameters, price(Resource.PARAMETERS, 0).change(net.widths(), wider), 0);
    assertEquals(
        0.75 * parameters + 0.25 * perMac * macs,
        price(Resource.PARAMETERS, 0.25).change(net.widths(), wider),
        1e-9 * parameters);
    assertEquals(
        0.75 * macs + 0.25 * parameters / perMac,
        price(Resource.MULTIPLY_ACCUMULATES, 0.25).change(net.widths(), wider),
        1e-9 * macs);
  }

  @Test
  void stepsAddUpToTheirSet() {
    Price price = price(Resource.PARAMETERS, 0.5);
    int[] widths = net.widths();
    double sum = 0;
    for (int group = 0; group < widths.length; group++) {
      while (widths[group] < wider[group]) {
        sum += price.change(widths, group, 1);
        widths[group]++;
      }
    }
    assertEquals(price.change(net.widths(), wider), sum, 1e-9 * sum);
  }

  /** The first layer is cheap in parameters and dear in multiply-accumulates. */
  @Test
  void largeMapsAreNoLongerCheap() {
    Price alone = price(Resource.PARAMETERS, 0);
    Price both = price(Resource.PARAMETERS, 0.5);
    int[] widths = net.widths();
    assertEquals(101, alone.change(widths, 0, 1), 0);
    assertEquals(218, alone.change(widths, 2, 1), 0);
    double ratio = both.change(widths, 0, 1) / both.change(widths, 2, 1);
    assertEquals(1.40, ratio, 0.01);
  }

  @Test
  void aShareIsFromNoneToAll() {
    assertThrows(IllegalArgumentException.class, () -> price(Resource.PARAMETERS, 1.1));
    assertThrows(IllegalArgumentException.class, () -> price(Resource.PARAMETERS, Double.NaN));
  }

  private Price price(Resource resource, double share) {
    return new Price(net, resource, share);
  }
}
