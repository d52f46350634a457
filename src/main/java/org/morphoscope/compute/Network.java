package org.morphoscope.compute;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;

/**
 * A net in compute memory. Owns native memory until {@link #close}. Passes read it from many
 * threads; only {@link TrainingPass} and {@link BatchNormStatistics} change it, between passes.
 */
public final class Network implements AutoCloseable {
  private final NetworkSpec spec;

  /** Of the thread that builds and downloads; passes bring their own. */
  private final Kernels kernels;

  private final List<NetworkLayer> layers;

  /**
   * Uploads a net; the weights are copied.
   *
   * @param spec the architecture
   * @param weights one entry per layer and the head
   * @param kernels upload the weights and give the memory
   * @throws IllegalArgumentException when a layer's weights are of another shape
   */
  public Network(NetworkSpec spec, Weights weights, Kernels kernels) {
    this.spec = spec;
    this.kernels = kernels;
    List<NetworkLayer> made = new ArrayList<>();
    for (Layer layer : spec.layers()) {
      made.add(layer(layer, weights));
    }
    made.add(layer(spec.head(), weights));
    this.layers = List.copyOf(made);
  }

  private NetworkLayer layer(Layer layer, Weights weights) {
    return new NetworkLayer(layer, weights.layers().get(layer.index()), kernels);
  }

  /** {@return the architecture} */
  public NetworkSpec spec() {
    return spec;
  }

  /** {@return the number of layers, without the head} The head's index is this. */
  public int depth() {
    return layers.size() - 1;
  }

  /**
   * {@return a layer by its index; {@link #depth} is the head}
   *
   * @param index 0 to {@link #depth}
   */
  public NetworkLayer layer(int index) {
    return layers.get(index);
  }

  /** {@return the dense head: weight {@code [K, C, H, W]} and bias} */
  public NetworkLayer head() {
    return layers.get(layers.size() - 1);
  }

  /** {@return all layers, the head last} */
  public List<NetworkLayer> layers() {
    return layers;
  }

  /** {@return a copy of all numbers on the host} Between passes only. */
  public Weights download() {
    return new Weights(layers.stream().map(layer -> layer.download(kernels)).toList());
  }

  @Override
  public void close() {
    layers.forEach(NetworkLayer::close);
  }
}
