package org.morphoscope.score;

import java.util.List;
import java.util.stream.Stream;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;

/**
 * The unmodified net on some samples: losses, and the mean of every channel's z, which a prune puts
 * in the channel's place.
 *
 * @param losses cross-entropy of each sample in nats
 * @param meanZ E[z] over samples and positions, per layer and channel
 */
public record Baseline(double[] losses, double[][] meanZ) {

  /**
   * {@return losses and means over the first images of the loader}
   *
   * @param <E> what {@code after} may throw
   * @param passes passes over the unmodified net
   * @param samples number of images
   * @param loader gives images by position; called from several threads
   * @param after called on the calling thread after every batch, so that it may stop by throwing
   * @throws E as {@code after} throws it
   */
  public static <E extends Exception> Baseline of(
      FrozenPasses passes, int samples, ImageLoader loader, FrozenPasses.AfterBatch<E> after)
      throws E {
    double[] losses = new double[samples];
    List<ChannelMeans> means =
        Stream.generate(() -> new ChannelMeans(passes.network()))
            .limit(passes.team().shards())
            .toList();
    passes.forward(
        samples,
        loader,
        (shard, pass, first) -> {
          System.arraycopy(pass.losses(), 0, losses, first, pass.batch());
          means.get(shard).add(pass);
        },
        after);
    return new Baseline(losses, ChannelMeans.of(means));
  }
}
