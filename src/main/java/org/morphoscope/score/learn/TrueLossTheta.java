package org.morphoscope.score.learn;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.Adam;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.net.UnitId;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.SplitWorkspace;
import org.morphoscope.score.Uploads;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Learns theta of one single channel on the true loss of the grown net: dz is injected into z, the
 * rest of the net is computed, and the gradient at the changed z takes the model's multiplier's
 * place. Costs two passes per step for one channel, so it is no way to grow; it is what theta
 * learned on the model is judged by. For groups of one layer only, where the injected net is the
 * grown one exactly.
 */
public final class TrueLossTheta implements AutoCloseable {

  private final Network network;
  private final Team team;
  private final WidthGroup group;
  private final int channel;

  /** The group's only layer, where dz is injected. */
  private final int layer;

  private final int fanIn;

  /** Images per step over all shards. */
  private final int batch;

  /** Per layer; zeros everywhere but in the one channel, so that only its dz is not 0. */
  private final INDArray[] theta;

  /** The layer's theta on the host, from which it is uploaded at every step. */
  private final double[] host;

  /** Per shard, as theta of the layer: summed over the shard's images. */
  private final double[][] shardGradient;

  private final List<Shard> shards = new ArrayList<>();

  /** Memory of one thread. */
  private record Shard(
      FrozenPass pass, Gradients gradients, SplitWorkspace terms, INDArray[] target)
      implements AutoCloseable {
    @Override
    public void close() {
      gradients.close();
      terms.close();
      pass.close();
      Uploads.close(target);
    }
  }

  /**
   * @param network the unmodified net; z of the layer is changed and put back
   * @param team threads and their kernels; stays the caller's
   * @param unit a channel of a group of one layer
   * @param batch images per step
   */
  public TrueLossTheta(Network network, Team team, UnitId unit, int batch) {
    this.network = network;
    this.team = team;
    this.group = network.spec().group(unit.group());
    if (!group.single()) {
      throw new IllegalArgumentException("group " + group.index() + " has more than one layer");
    }
    this.channel = unit.channel();
    this.layer = group.first();
    this.fanIn = network.spec().layer(layer).fanIn();
    this.batch = batch;
    List<double[]> zero = new ArrayList<>();
    for (int l = 0; l < network.depth(); l++) {
      boolean producer = network.spec().layer(l).producer();
      zero.add(new double[producer ? (int) network.layer(l).weight().length() : 0]);
    }
    host = zero.get(layer);
    theta = Uploads.theta(network, zero, team.lead());
    shardGradient = new double[team.shards()][];
    for (int s = 0; s < team.shards(); s++) {
      shards.add(null);
    }
  }

  /**
   * Runs Adam with a rate that falls linearly to 0. The guard and the course of the rate are those
   * of the learning on the model, so that what differs is the objective alone.
   *
   * @param start {@code [I, k, k]} of the channel
   * @param steps number of steps, each on one batch
   * @param rate learning rate of the first step
   * @param images to learn on, in order
   * @param loader gives images by position; called from several threads
   * @return theta of the channel, not longer than its weights
   */
  public double[] learn(double[] start, int steps, double rate, int images, ImageLoader loader) {
    double[] own = start.clone();
    double[] first = new double[fanIn];
    double[] second = new double[fanIn];
    double longest = network.download().layers().get(layer).norm(channel);
    int batches = Math.max(1, images / batch);
    for (int step = 0; step < steps; step++) {
      double[] gradient = gradient(own, loader, (step % batches) * batch);
      Adam adam = Adam.step(rate * (1 - (double) step / steps), step + 1L);
      adam.apply(own, gradient, first, second);
      shorten(own, longest);
    }
    return own;
  }

  /** Scales theta to {@code ||w_c||} where it is longer. */
  private static void shorten(double[] own, double longest) {
    double square = 0;
    for (double v : own) {
      square += v * v;
    }
    double factor = longest / Math.sqrt(square);
    for (int i = 0; factor < 1 && i < own.length; i++) {
      own[i] *= factor;
    }
  }

  /**
   * Gradient of the grown net's mean loss in theta, {@code [I, k, k]}, over a batch. Exact: {@code
   * dL/dtheta = (d dz / d theta)^T dL/dz} at {@code z + dz}.
   */
  double[] gradient(double[] own, ImageLoader loader, int firstImage) {
    System.arraycopy(own, 0, host, channel * fanIn, fanIn);
    team.lead().upload(host, theta[layer]);
    team.run((shard, kernels) -> shardGradient(shard, kernels, loader, firstImage));
    double[] mean = new double[fanIn];
    for (double[] ofShard : shardGradient) {
      for (int i = 0; ofShard != null && i < fanIn; i++) {
        mean[i] += ofShard[channel * fanIn + i] / batch;
      }
    }
    return mean;
  }

  /** One thread's share; runs on the shard's thread. */
  private void shardGradient(int s, Kernels kernels, ImageLoader loader, int firstImage) {
    int from = team.start(batch, s);
    int size = team.start(batch, s + 1) - from;
    if (size == 0) {
      return;
    }
    if (shards.get(s) == null) {
      shards.set(s, shard(size, kernels));
      shardGradient[s] = new double[host.length];
    }
    Shard shard = shards.get(s);
    FrozenPass pass = shard.pass();
    pass.load(loader, firstImage + from);
    pass.forward();
    shard.terms().splitDeltas(pass, theta);
    // the rest of the net now sees z + dz, as it would behind the two children
    kernels.add(pass.z(layer), shard.terms().dz(layer), pass.z(layer));
    pass.forwardFrom(layer);
    pass.backward(pass.labels(), shard.gradients());
    // r = dL/dz at the changed z, in place of the model's g + sum_j coefficient_j direction_j
    shard.terms().startMultiplier(group, shard.gradients());
    shard.terms().thetaGradient(pass, group, shard.target());
    kernels.download(shard.target()[layer], shardGradient[s]);
  }

  /** Memory for so many images; dz and r are kept, since the forward in between needs dz alone. */
  private Shard shard(int size, Kernels kernels) {
    INDArray[] target = new INDArray[network.depth()];
    target[layer] = kernels.allocate(network.layer(layer).weight().shape());
    FrozenPass pass = new FrozenPass(network, size, kernels);
    return new Shard(
        pass,
        pass.newGradients(false),
        new SplitWorkspace(network, size, kernels, true, true),
        target);
  }

  @Override
  public void close() {
    for (Shard shard : shards) {
      if (shard != null) {
        shard.close();
      }
    }
    Uploads.close(theta);
  }
}
