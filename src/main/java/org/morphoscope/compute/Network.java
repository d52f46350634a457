package org.morphoscope.compute;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;

/**
 * A net in compute memory. Owns native memory until {@link #close}. Passes read it from many
 * threads; only {@link TrainingPass} and {@link Statistics} change it, between passes.
 */
public final class Network implements AutoCloseable {
  private final NetworkSpec spec;
  private final Kernels kernels;
  private final List<NetworkLayer> layers;

  public Network(NetworkSpec spec, Weights weights, Kernels kernels) {
    this.spec = spec;
    this.kernels = kernels;
    int last = spec.layers().size() - 1;
    if (spec.layer(last).out().positions() != 1) {
      throw new IllegalArgumentException(
          "the dense head needs a global average pool before it; '%s' ends with %s"
              .formatted(spec.name(), spec.layer(last).out()));
    }
    List<NetworkLayer> made = new ArrayList<>();
    for (Layer layer : spec.layers()) {
      made.add(
          new NetworkLayer(
              convShape(layer),
              chainShape(layer),
              layer.batchNorm().map(Op.BatchNorm::epsilon).orElse(0.0),
              weights.layers().get(layer.index()),
              kernels));
    }
    ConvShape head =
        new ConvShape(1, 1, 1, spec.layer(last).out().channels(), spec.classes(), 1, 1, 0);
    ChainShape logits =
        new ChainShape(1, 1, 1, spec.classes(), false, ChainShape.Pooling.NONE, 1, 1);
    made.add(new NetworkLayer(head, logits, 0, weights.head(), kernels));
    this.layers = List.copyOf(made);
  }

  public NetworkSpec spec() {
    return spec;
  }

  /** Number of convolutional layers, without the head. */
  public int depth() {
    return layers.size() - 1;
  }

  public NetworkLayer layer(int index) {
    return layers.get(index);
  }

  /** The dense head: weight {@code [K, C, 1, 1]} and bias. */
  public NetworkLayer head() {
    return layers.get(layers.size() - 1);
  }

  /** All layers, the head last. */
  public List<NetworkLayer> layers() {
    return layers;
  }

  /** A copy of all numbers on the host. */
  public Weights download() {
    return new Weights(layers.stream().map(layer -> layer.download(kernels)).toList());
  }

  @Override
  public void close() {
    layers.forEach(NetworkLayer::close);
  }

  private static ConvShape convShape(Layer layer) {
    Op.Conv conv = layer.conv();
    return new ConvShape(
        1,
        layer.in().height(),
        layer.in().width(),
        layer.in().channels(),
        conv.width(),
        conv.kernel(),
        conv.stride(),
        conv.pad());
  }

  private static ChainShape chainShape(Layer layer) {
    ChainShape.Pooling pooling = ChainShape.Pooling.NONE;
    int window = 1;
    int stride = 1;
    boolean windowed = layer.pool().isPresent();
    if (layer.globalPool() && !windowed) {
      pooling = ChainShape.Pooling.GLOBAL;
    } else if (windowed) {
      Op.Pool pool = layer.pool().get();
      pooling =
          pool.kind() == Op.Pool.Kind.MAX ? ChainShape.Pooling.MAX : ChainShape.Pooling.AVERAGE;
      window = pool.window();
      stride = pool.stride();
    }
    return new ChainShape(
        1,
        layer.mid().height(),
        layer.mid().width(),
        layer.width(),
        layer.relu(),
        pooling,
        window,
        stride,
        windowed && layer.globalPool());
  }
}
