package org.morphoscope.score.rival;

import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.NetworkSpec;

/** The true loss of nets that are built for nothing else. */
final class Trials {
  private Trials() {}

  /**
   * Mean loss of a net, BatchNorm frozen.
   *
   * @param like whose threads and batches are used
   */
  static double loss(
      FrozenPasses like, NetworkSpec spec, Weights weights, int images, ImageLoader loader) {
    return FrozenLosses.mean(losses(like, spec, weights, images, loader));
  }

  /**
   * Loss of every image, BatchNorm frozen.
   *
   * @param like whose threads and batches are used
   */
  static double[] losses(
      FrozenPasses like, NetworkSpec spec, Weights weights, int images, ImageLoader loader) {
    try (Network network = new Network(spec, weights, like.team().lead());
        FrozenPasses passes = new FrozenPasses(network, like.team(), like.batch())) {
      return FrozenLosses.<RuntimeException>of(passes, images, loader, done -> {}).losses();
    }
  }
}
