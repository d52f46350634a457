package org.morphoscope.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Kernels;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Team;
import org.morphoscope.morph.NewNeurons;

/**
 * The constants of the learning samples under the unmodified net: x, a, z, g, g~ and the
 * activations of new neurons. Captured once per shard of a batch and kept when all of them fit into
 * the given memory, computed anew for every step otherwise.
 */
final class LearningCache implements AutoCloseable {
  private final Network network;
  private final CurvatureMode mode;
  private final NewNeurons born;
  private final boolean kept;
  private final int shards;
  private final Map<Integer, Captured[]> cache = new HashMap<>();
  private final List<Map<Integer, Captured>> recomputed = new ArrayList<>();

  /** What is known about a shard of a batch; {@code channels} is null without new neurons. */
  record Captured(LossModel model, NewChannels channels) implements AutoCloseable {
    @Override
    public void close() {
      model.close();
      model.pass().close();
      if (channels != null) {
        channels.close();
      }
    }
  }

  LearningCache(
      Network network, Team team, CurvatureMode mode, NewNeurons born, long images, long bytes) {
    this.network = network;
    this.mode = mode;
    this.born = born;
    this.shards = team.shards();
    this.kept = bytesPerImage(team.lead().type().width()) * images <= bytes;
    for (int s = 0; s < shards; s++) {
      recomputed.add(new HashMap<>());
    }
  }

  private long bytesPerImage(int bytesPerNumber) {
    long numbers = 0;
    boolean two = mode == CurvatureMode.GGN_MC || mode == CurvatureMode.GGN;
    for (var layer : network.spec().layers()) {
      long a = (long) layer.mid().channels() * layer.mid().positions();
      long z = (long) layer.out().channels() * layer.out().positions();
      numbers += (born.perGroup() == 0 ? 2 : two ? 3 : 2) * a + (two ? 3 : 2) * z;
      if (layer.group() >= 0) {
        numbers += (long) born.perGroup() * (layer.mid().positions() + layer.out().positions());
      }
    }
    return numbers * bytesPerNumber;
  }

  /**
   * @param first position of the shard's first image
   * @param batchKey identifies the batch that the shard belongs to
   */
  Captured of(
      int shard,
      Kernels kernels,
      ImageLoader loader,
      LabelSampler sampler,
      int first,
      int size,
      int batchKey) {
    Captured captured;
    if (kept) {
      Captured[] ofBatch;
      synchronized (cache) {
        ofBatch = cache.computeIfAbsent(batchKey, key -> new Captured[shards]);
      }
      if (ofBatch[shard] != null) {
        return ofBatch[shard];
      }
      captured = make(size, kernels);
      ofBatch[shard] = captured;
    } else {
      captured = recomputed.get(shard).computeIfAbsent(size, n -> make(n, kernels));
    }
    FrozenPass pass = captured.model().pass();
    pass.load(loader, first);
    pass.forward();
    captured.model().prepare(sampler, first);
    if (captured.channels() != null) {
      captured.channels().forward(pass);
    }
    return captured;
  }

  private Captured make(int size, Kernels kernels) {
    boolean withNew = born.perGroup() > 0;
    return new Captured(
        new LossModel(mode, new FrozenPass(network, size, kernels), withNew),
        withNew ? new NewChannels(network, born, size, kernels) : null);
  }

  @Override
  public void close() {
    List<Captured> all = new ArrayList<>();
    recomputed.forEach(bySize -> all.addAll(bySize.values()));
    cache.values().forEach(ofBatch -> all.addAll(Arrays.asList(ofBatch)));
    for (Captured captured : all) {
      if (captured != null) {
        captured.close();
      }
    }
  }
}
