package org.morphoscope.score.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.PassScratch;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.LabelSampler;
import org.morphoscope.score.LossModel;
import org.morphoscope.score.NewNeuronWorkspace;
import org.morphoscope.selection.CurvatureMode;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The constants of the learning samples under the unmodified net: x, a, z, g, g~, and of new
 * neurons what their objective is made of ({@link OutgoingRows}; with many directions, their
 * activations). CapturedImages once per part of a shard and kept when they are needed again and all
 * of them fit into the given memory, computed anew for every step otherwise; rows are kept whenever
 * they fit.
 */
final class LearningCache implements AutoCloseable {
  private final Network network;
  private final CurvatureMode mode;
  private final NewNeurons newNeurons;

  /** Whether activations stay; otherwise they are captured anew whenever they are asked for. */
  private final boolean kept;

  /** Whether new neurons are kept as rows of their quadratic instead of as activations. */
  private final boolean asRows;

  /** Images to a row. */
  private final int every;

  /** Where what is kept lies: a run's memory, which stays from round to round. */
  private final ArrayPool pool;

  private final List<Shard> shards = new ArrayList<>();

  /** Images by their positions. */
  private record Images(int first, int size) {}

  /** What a thread keeps of images, and where it captures them, by their number. */
  private record Shard(
      Map<Images, CapturedImages> kept,
      Map<Images, OutgoingRows> rows,
      Map<Integer, Workplace> workplaces,
      Map<Integer, CapturedImages> passing) {}

  /** What capturing works in and nothing is kept in; of one thread and size. */
  private record Workplace(
      PassScratch pass, PassScratch gradientA, PassScratch directionA, NewNeuronWorkspace channels)
      implements AutoCloseable {
    @Override
    public void close() {
      pass.close();
      gradientA.close();
      directionA.close();
      if (channels != null) {
        channels.close();
      }
    }
  }

  /**
   * @param images learned on, over all shards
   * @param again whether the images are met more than once
   * @param bytes that may be kept; rows come first, since learning from them costs least
   * @param pool memory for what is kept; given back with {@link #close}
   */
  LearningCache(
      Network network,
      Team team,
      CurvatureMode mode,
      NewNeurons newNeurons,
      int images,
      boolean again,
      long bytes,
      ArrayPool pool) {
    this.network = network;
    this.mode = mode;
    this.newNeurons = newNeurons;
    this.pool = pool;
    // rows of every class would take K times the memory
    boolean oneDirection = mode != CurvatureMode.GGN;
    boolean rowsWanted = newNeurons.perGroup() > 0 && oneDirection;
    int width = team.lead().type().width();
    this.every = OutgoingRows.every(images);
    long ofRows = rowsWanted ? OutgoingRows.numbers(newNeurons, images) * width : 0;
    this.asRows = rowsWanted && ofRows <= bytes;
    // met once, and with rows nothing of the activations is asked for again
    boolean needed = again || newNeurons.perGroup() > 0 && !asRows;
    long left = asRows ? bytes - ofRows : bytes;
    int activations = asRows ? 0 : newNeurons.perGroup();
    long perImage = numbersPerImage(network.spec(), mode, activations) * width;
    this.kept = needed && perImage * images <= left;
    for (int s = 0; s < team.shards(); s++) {
      shards.add(new Shard(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>()));
    }
  }

  /**
   * Numbers that one image's constants take: the image and its logits; per layer a, z and the
   * gradients in z (g, and g~ in the modes that have it), apart for readers that mix channels and
   * for those that do not, as {@link org.morphoscope.compute.Gradients} has them; with activations
   * of new neurons also the gradients in a, and M channels of a, of h and of what comes back.
   *
   * @param perGroup M, new neurons of a group whose activations are kept; 0 for none
   */
  static long numbersPerImage(NetworkSpec spec, CurvatureMode mode, int perGroup) {
    long gradients = mode.second() ? 2 : 1;
    long numbers = (long) spec.input().channels() * spec.input().positions() + spec.classes();
    for (Layer layer : spec.layers()) {
      long a = (long) layer.mid().channels() * layer.mid().positions();
      long z = (long) layer.out().channels() * layer.out().positions();
      boolean handsOn = layer.kind() == Layer.Kind.SUM && layer.inputs().size() == 1;
      numbers += (handsOn ? 0 : a) + z;
      long kinds = spec.readers(layer.index()).stream().map(r -> mixes(spec, r)).distinct().count();
      numbers += gradients * kinds * z;
      if (perGroup > 0) {
        numbers += gradients * a;
        if (layer.group() >= 0) {
          numbers += (long) perGroup * (layer.mid().positions() + 2L * layer.out().positions());
        }
      }
    }
    return numbers;
  }

  private static boolean mixes(NetworkSpec spec, int reader) {
    return reader == spec.layers().size() || spec.layer(reader).producer();
  }

  /**
   * The constants of some images: known ones, or captured now on the shard's thread. What is not
   * kept is valid until the shard's next call.
   *
   * @param first position of the first image; the same images come with it every time
   * @param delta outgoing weights of the new neurons, for their shapes; null without
   */
  CapturedImages of(
      int shard,
      Kernels kernels,
      ImageLoader loader,
      LabelSampler sampler,
      int first,
      int size,
      INDArray[] delta) {
    Shard of = shards.get(shard);
    Images images = new Images(first, size);
    CapturedImages known = of.kept().get(images);
    if (known != null) {
      return known;
    }
    CapturedImages captured;
    NewNeuronWorkspace channels;
    if (kept) {
      Workplace workplace = of.workplaces().computeIfAbsent(size, n -> workplace(n, kernels));
      captured = kept(workplace, kernels, size);
      channels = asRows ? workplace.channels() : captured.channels();
      of.kept().put(images, captured);
    } else {
      captured = of.passing().computeIfAbsent(size, n -> apart(n, kernels));
      channels = captured.channels();
    }
    // rows outlive activations that are not kept: then h is not needed a second time
    boolean rowsKnown = of.rows().containsKey(images);
    capture(captured.model(), rowsKnown ? null : channels, loader, sampler, first);
    if (asRows && !rowsKnown) {
      of.rows()
          .put(
              images,
              new OutgoingRows(
                  network, channels, captured.model(), delta, first, size, every, kernels));
    }
    return captured;
  }

  /** What is kept of new neurons for these images, or null. */
  OutgoingRows rows(int shard, int first, int size) {
    return shards.get(shard).rows().get(new Images(first, size));
  }

  /**
   * Constants in the pool, with everything that is only passed through in the shard's workplace.
   */
  private CapturedImages kept(Workplace workplace, Kernels kernels, int size) {
    FrozenPass pass = new FrozenPass(network, size, kernels, pool, workplace.pass());
    if (!asRows) {
      NewNeuronWorkspace channels = newChannels(size, kernels);
      return new CapturedImages(new LossModel(mode, pass, channels != null), channels);
    }
    return new CapturedImages(
        new LossModel(mode, pass, workplace.gradientA(), workplace.directionA()), null);
  }

  /** Forward, backward for g and g~, and h: all that is constant while theta is learned. */
  private static void capture(
      LossModel model,
      NewNeuronWorkspace channels,
      ImageLoader loader,
      LabelSampler sampler,
      int first) {
    model.pass().load(loader, first);
    model.pass().forward();
    model.prepare(sampler, first);
    if (channels != null) {
      channels.forward(model.pass());
    }
  }

  /** Constants in memory of their own, overwritten by the next images of the same number. */
  private CapturedImages apart(int size, Kernels kernels) {
    NewNeuronWorkspace channels = newChannels(size, kernels);
    FrozenPass pass = new FrozenPass(network, size, kernels);
    return new CapturedImages(new LossModel(mode, pass, channels != null), channels);
  }

  /**
   * Scratch for passes of one size: gradients in a of g and of g~ apart, because rows need both.
   */
  private Workplace workplace(int size, Kernels kernels) {
    return new Workplace(
        new PassScratch(network, size, kernels),
        new PassScratch(network, size, kernels),
        new PassScratch(network, size, kernels),
        asRows ? newChannels(size, kernels) : null);
  }

  /** Memory for a, h of the candidates; null without any. */
  private NewNeuronWorkspace newChannels(int size, Kernels kernels) {
    return newNeurons.perGroup() > 0
        ? new NewNeuronWorkspace(network, newNeurons, size, kernels)
        : null;
  }

  /** Gives the pool's memory back; every {@link CapturedImages} is invalid from then on. */
  @Override
  public void close() {
    for (Shard shard : shards) {
      shard.kept().values().forEach(CapturedImages::close);
      shard.passing().values().forEach(CapturedImages::close);
      shard.rows().values().forEach(OutgoingRows::close);
      shard.workplaces().values().forEach(Workplace::close);
    }
    pool.reset();
  }
}
