package org.morphoscope.compute;

import java.util.Arrays;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.net.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradients of every sample's (summed) loss that a backward pass leaves behind.
 *
 * <p>Where producers read a layer's z, their part of the gradient stands apart ({@link #z}): a
 * change of the channel meets weights there, while sums and depthwise convolutions that read the
 * same z belong to the channel's own chain. Where only one sort of reader exists, both parts share
 * memory.
 */
public final class Gradients implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;

  /** Per layer, {@code [N, H', W', C]}: by producers; null where none reads it. */
  private final INDArray[] site;

  /** Per layer, as site: by sums and depthwise convolutions; later the total of both. */
  private final INDArray[] tied;

  /** Per layer and the head, {@code [N, H, W, C]}: in the source's output; the scratch's memory. */
  private final INDArray[] a;

  private final PassScratch scratch;
  private final boolean ownsScratch;

  /** What has been written in this backward: the first writes, others add. */
  private final boolean[] siteStarted;

  private final boolean[] tiedStarted;

  /** Whether tied holds the total already. */
  private final boolean[] summed;

  /**
   * @param scratch memory for {@link #a}
   * @param ownsScratch whether it is closed with this
   */
  Gradients(FrozenPass pass, PassScratch scratch, boolean ownsScratch) {
    this.network = pass.network();
    this.scratch = scratch;
    this.ownsScratch = ownsScratch;
    this.kernels = pass.kernels();
    int depth = network.depth();
    site = new INDArray[depth];
    tied = new INDArray[depth];
    a = new INDArray[depth + 1];
    siteStarted = new boolean[depth];
    tiedStarted = new boolean[depth];
    summed = new boolean[depth];
    for (int l = 0; l < depth; l++) {
      for (int reader : network.spec().readers(l)) {
        INDArray[] part = network.layer(reader).layer().producer() ? site : tied;
        if (part[l] == null) {
          part[l] = pass.allocateZ(l);
        }
      }
      if (network.layer(l).layer().inputs().stream().anyMatch(input -> input >= 0)) {
        a[l] = scratch.a(l);
      }
    }
    a[depth] = scratch.a(depth);
  }

  /**
   * {@return {@code g_n = dL_n / dz} of a layer by the producers (and the head) that read it,
   * {@code [N, H, W, C]}; null when none does}
   *
   * @param layer index of the layer, 0 to {@link Network#depth} (the head)
   */
  public INDArray z(int layer) {
    return site[layer];
  }

  /**
   * {@return {@code dL_n / da} of a layer's source, {@code [N, H, W, C]}; null for a layer that
   * reads the images} The head's index gives the logits' gradient {@code [N, 1, 1, K]}.
   *
   * @param layer index of the layer, 0 to {@link Network#depth} (the head)
   */
  public INDArray a(int layer) {
    return a[layer];
  }

  /** Begins a backward: what is there counts for nothing. */
  void start() {
    Arrays.fill(siteStarted, false);
    Arrays.fill(tiedStarted, false);
    Arrays.fill(summed, false);
  }

  /** Where a reader's part of the gradient in an input's z goes. */
  INDArray of(Layer reader, int input) {
    return reader.producer() ? site[input] : tied[input];
  }

  /**
   * Whether a reader is the first to write its part; true once per pass. Layers go backwards, so a
   * layer's readers have all written before it is asked for its total.
   */
  boolean first(Layer reader, int input) {
    boolean[] started = reader.producer() ? siteStarted : tiedStarted;
    boolean first = !started[input];
    started[input] = true;
    return first;
  }

  /**
   * {@return the whole gradient in z of a layer, once all its readers are done} The site's part
   * stays apart: that is what morphisms meet.
   *
   * @param layer index of the layer, 0 to {@link Network#depth} (the head)
   */
  public INDArray total(int layer) {
    if (tied[layer] == null) {
      return site[layer];
    }
    if (site[layer] != null && !summed[layer]) {
      kernels.add(site[layer], tied[layer], tied[layer]);
      summed[layer] = true;
    }
    return tied[layer];
  }

  @Override
  public void close() {
    close(site);
    close(tied);
    if (ownsScratch) {
      scratch.close();
    }
  }

  static void close(INDArray[] arrays) {
    for (INDArray array : arrays) {
      if (array != null) {
        array.close();
      }
    }
  }
}
