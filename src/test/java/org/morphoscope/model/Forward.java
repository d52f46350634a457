package org.morphoscope.model;

import java.util.List;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Team;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.NetworkSpec;

/** Logits of our own passes, to compare with those of others. */
final class Forward {
  private Forward() {}

  /** Chains, sums, depthwise convolutions, branches, hidden dense layers. */
  static List<NetworkSpec> nets() {
    return List.of(
        Nets.mixed(),
        Nets.unpadded(),
        Nets.pooledTwice(),
        Nets.residual(),
        Nets.depthwise(),
        Nets.branched(),
        Nets.linear());
  }

  /** Logits {@code [N, K]} in double precision. */
  static double[] logits(NetworkSpec spec, Weights weights, ImageLoader images, int count) {
    double[] logits = new double[count * spec.classes()];
    try (Team team = Nets.team(1);
        Network net = new Network(spec, weights, team.kernels(0));
        FrozenPasses passes = new FrozenPasses(net, team, count)) {
      passes.<RuntimeException>forward(
          count,
          images,
          (shard, pass, first) ->
              System.arraycopy(
                  pass.logits(), 0, logits, first * spec.classes(), pass.logits().length),
          done -> {});
    }
    return logits;
  }
}
