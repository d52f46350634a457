package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;

/**
 * Makes every new neuron as loud as its layer's channels are on average [ours] (method.md section
 * 12.3), by a factor on its filters:
 *
 * <pre>
 * factor_k^2 = mean_c E[ sum_p z_c^2 ] / E[ sum_p h_k^2 ]
 * </pre>
 *
 * <p>z what the net's own channels c hand to the first of the group's readers, h what the new one
 * does. Outgoing weights are 0, so that the function is kept and only the size of the first
 * training steps depends on the factor: filters that were learned to align to a positive mean would
 * diverge in them.
 */
final class Loudness {
  private final FrozenPasses passes;
  private final NewNeurons neurons;
  private final OutgoingGradients activations;

  /** Per shard and group, the sums of squares of the M new channels and, last, of z's mean. */
  private final List<double[][]> sums = new ArrayList<>();

  private Loudness(FrozenPasses passes, NewNeurons neurons, OutgoingGradients activations) {
    this.passes = passes;
    this.neurons = neurons;
    this.activations = activations;
    int groups = passes.network().spec().groups().size();
    for (int s = 0; s < passes.team().shards(); s++) {
      sums.add(new double[groups][neurons.perGroup() + 1]);
    }
  }

  /**
   * Scales the filters in place.
   *
   * @param neurons whose incoming numbers change
   * @param activations gives h of these neurons on a pass's images
   * @param images how many are compared
   */
  static void equalise(
      FrozenPasses passes,
      NewNeurons neurons,
      OutgoingGradients activations,
      int images,
      ImageLoader loader) {
    Loudness loudness = new Loudness(passes, neurons, activations);
    loudness.measure(images, loader);
    loudness.scale();
  }

  private void measure(int images, ImageLoader loader) {
    int m = neurons.perGroup();
    passes.<RuntimeException>forward(
        images,
        loader,
        (s, pass, from) -> {
          ProposalChannels work = activations.on(s, pass);
          for (WidthGroup group : passes.network().spec().groups()) {
            int site = group.sites().get(0);
            double[] own = ReaderMoments.host(pass.kernels(), pass.z(site));
            double[] h = ReaderMoments.host(pass.kernels(), work.h(site));
            double[] sum = sums.get(s)[group.index()];
            for (double v : own) {
              sum[m] += v * v / group.width();
            }
            // [N, H, W, M]: the channel runs fastest
            for (int i = 0; i < h.length; i++) {
              sum[i % m] += h[i] * h[i];
            }
          }
        },
        done -> {});
  }

  private void scale() {
    NetworkSpec spec = passes.network().spec();
    for (WidthGroup group : spec.groups()) {
      for (int k = 0; k < neurons.perGroup(); k++) {
        double loud = 0;
        double usual = 0;
        for (double[][] of : sums) {
          loud += of[group.index()][k];
          usual += of[group.index()][neurons.perGroup()];
        }
        if (loud > 0 && usual > 0) {
          scale(group, k, Math.sqrt(usual / loud));
        }
      }
    }
  }

  /** Scales a neuron's filters in all producers of its group: their sum is what is read. */
  private void scale(WidthGroup group, int k, double factor) {
    for (int l : group.producers()) {
      LayerWeights numbers = neurons.incoming().get(l);
      for (int i = k * numbers.fanIn(); i < (k + 1) * numbers.fanIn(); i++) {
        numbers.weight()[i] *= factor;
      }
    }
  }
}
