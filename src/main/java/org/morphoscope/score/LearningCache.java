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
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The constants of the learning samples under the unmodified net: x, a, z, g, g~, and of new
 * neurons what their objective is made of ({@link OutgoingRows}; with many directions, their
 * activations). Captured once per shard of a batch and kept when all of them fit into the given
 * memory, computed anew for every step otherwise.
 */
final class LearningCache implements AutoCloseable {
  private final Network network;
  private final CurvatureMode mode;
  private final NewNeurons born;
  private final boolean asRows;
  private final boolean kept;
  private final int shards;
  private final Map<Integer, Captured[]> cache = new HashMap<>();
  private final List<Map<Integer, Captured>> recomputed = new ArrayList<>();

  /**
   * What is known about a shard of a batch. Without new neurons both others are null; with them,
   * one of the two is.
   */
  record Captured(LossModel model, NewChannels channels, OutgoingRows rows)
      implements AutoCloseable {
    @Override
    public void close() {
      model.close();
      model.pass().close();
      if (channels != null) {
        channels.close();
      }
      if (rows != null) {
        rows.close();
      }
    }

    /** The same with rows in place of the activations that they were taken from. */
    Captured withRows(Network network, INDArray[] delta, int size, Kernels kernels) {
      OutgoingRows taken = new OutgoingRows(network, channels, model, delta, size, kernels);
      channels.close();
      model.closeA();
      return new Captured(model, null, taken);
    }
  }

  LearningCache(
      Network network, Team team, CurvatureMode mode, NewNeurons born, long images, long bytes) {
    this.network = network;
    this.mode = mode;
    this.born = born;
    this.shards = team.shards();
    this.asRows = born.perGroup() > 0 && mode != CurvatureMode.GGN;
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
      numbers += (born.perGroup() == 0 || asRows || !two ? 2 : 3) * a + (two ? 3 : 2) * z;
      if (layer.group() >= 0 && !asRows) {
        numbers += (long) born.perGroup() * (layer.mid().positions() + layer.out().positions());
      }
    }
    if (asRows) {
      numbers += OutgoingRows.numbersPerImage(born);
    }
    return numbers * bytesPerNumber;
  }

  /**
   * @param first position of the shard's first image
   * @param batchKey identifies the batch that the shard belongs to
   * @param delta outgoing weights of the new neurons, for their shapes; null without
   */
  Captured of(
      int shard,
      Kernels kernels,
      ImageLoader loader,
      LabelSampler sampler,
      int first,
      int size,
      int batchKey,
      INDArray[] delta) {
    Captured captured;
    Captured[] ofBatch = null;
    if (kept) {
      synchronized (cache) {
        ofBatch = cache.computeIfAbsent(batchKey, key -> new Captured[shards]);
      }
      if (ofBatch[shard] != null) {
        return ofBatch[shard];
      }
      captured = make(size, kernels);
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
    if (ofBatch != null) {
      if (asRows) {
        captured = captured.withRows(network, delta, size, kernels);
      }
      ofBatch[shard] = captured;
    }
    return captured;
  }

  private Captured make(int size, Kernels kernels) {
    boolean withNew = born.perGroup() > 0;
    return new Captured(
        new LossModel(mode, new FrozenPass(network, size, kernels), withNew),
        withNew ? new NewChannels(network, born, size, kernels) : null,
        null);
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
