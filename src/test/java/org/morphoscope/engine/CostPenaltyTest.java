package org.morphoscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.TensorShape;
import org.morphoscope.net.WidthGroup;

/** Oracles of MorphNet's penalty (method.md section 12.12), in double precision. */
class CostPenaltyTest {
  /** Widths 3-4-5, 3x3 on 8x8; a head of one number per channel and class. */
  private static final NetworkSpec CHAIN =
      new NetworkBuilder("chain", new TensorShape(3, 8, 8))
          .conv(4, 3, 1, 1, false)
          .batchNorm(1e-5)
          .relu()
          .conv(5, 3, 1, 1, false)
          .batchNorm(1e-5)
          .relu()
          .globalAveragePool()
          .dense(2);

  private static Weights ones(NetworkSpec net) {
    Weights weights = Weights.random(net, new SplittableRandom(1));
    weights.layers().forEach(layer -> Arrays.fill(layer.gamma(), 1));
    return weights;
  }

  private static CostPenalty penalty(Weights weights) {
    return new CostPenalty(CHAIN, weights, Resource.MULTIPLY_ACCUMULATES);
  }

  /** The head's ten multiply-accumulates stand beside the published example's convolutions. */
  @Test
  void theNumbersOfTheExample() {
    CostPenalty all = penalty(ones(CHAIN));
    assertEquals(36_864, 2 * (all.cost() - 10), 1e-9);
    double[][] slopes = all.strength(2);
    assertEquals(9_216, slopes[0][2], 1e-9);
    double sum = Arrays.stream(slopes).flatMapToDouble(Arrays::stream).sum();
    // the image's three channels have no gamma
    assertEquals(59_904 + 2 * 10, sum, 1e-9);
    assertEquals(0, all.dead(), 1e-15);
  }

  @Test
  void aDeadChannelCostsNothing() {
    Weights weights = ones(CHAIN);
    weights.layers().get(0).gamma()[2] = 1e-4;
    CostPenalty one = penalty(weights);
    assertEquals(27_648, 2 * ((1 - one.dead()) * one.cost() - 10), 1e-9);
    // what reads it is penalised for three inputs now
    assertEquals(2 * (576.0 * 3 + 2), one.strength(2)[1][0], 1e-9);
  }

  /** Of tied channels the one with the largest gamma carries the penalty of all. */
  @Test
  void tiedChannelsActAsTheirLargestMember() {
    NetworkSpec net = Nets.residual();
    Weights weights = Nets.weights(net, 3);
    double[][] slopes = new CostPenalty(net, weights, Resource.PARAMETERS).strength(1);
    for (WidthGroup group : net.groups()) {
      for (int c = 0; c < group.width(); c++) {
        int penalised = 0;
        double largest = 0;
        double carrier = 0;
        for (int l : group.members()) {
          double[] gamma = weights.layers().get(l).gamma();
          if (gamma.length > 0) {
            largest = Math.max(largest, Math.abs(gamma[c]));
            if (slopes[l][c] > 0) {
              penalised++;
              carrier = Math.abs(gamma[c]);
            }
          }
        }
        assertTrue(largest == 0 || penalised == 1, "group " + group.index());
        assertEquals(largest, carrier);
      }
    }
  }
}
