package org.morphoscope.compute.cpu;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Convolver;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions by oneDNN itself, float32, over the arrays' own memory in NHWC. One stream and one
 * scratch pad per instance; primitives are made once per shape and direction and kept while they
 * are among the {@value #CAPACITY} used last (growth leaves old shapes behind).
 *
 * <p>Used by one thread, whose OpenMP team is one thread too: a shard has one core.
 */
public final class OneDnnConvolver implements Convolver {
  /** Per direction; a net of 32 layers in six batch sizes fills it. */
  private static final int CAPACITY = 192;

  /** A primitive of oneDNN serves one direction of one shape. */
  private enum Direction {
    FORWARD,
    DATA,
    WEIGHTS
  }

  private final engine cpu = new engine(engine.kind.cpu, 0);
  private final stream queue = new stream(cpu);
  // moved from array to array during a call
  private final NativeAddress address = new NativeAddress();
  private final Map<Direction, Map<ConvShape, OneDnnPrimitive>> cache =
      Map.of(
          Direction.FORWARD,
          new Cache(),
          Direction.DATA,
          new Cache(),
          Direction.WEIGHTS,
          new Cache());
  // as large as the largest that any primitive so far has asked for
  private Pointer scratchPad;
  private long scratchBytes;

  @Override
  public String id() {
    return "onednn";
  }

  /** {@code a = w * x}: x [N,H,W,I], w [O,I,k,k] (depthwise [O,1,k,k]), a [N,H',W',O]. */
  @Override
  public void forward(ConvShape shape, INDArray x, INDArray w, INDArray a) {
    run(Direction.FORWARD, shape, x, w, a);
  }

  /** {@code gx = w^T * ga}. */
  @Override
  public void backwardData(ConvShape shape, INDArray w, INDArray ga, INDArray gx) {
    run(Direction.DATA, shape, gx, w, ga);
  }

  /** {@code gw = sum_n x_n * ga_n}, over the images of the call. */
  @Override
  public void backwardWeights(ConvShape shape, INDArray x, INDArray ga, INDArray gw) {
    run(Direction.WEIGHTS, shape, x, gw, ga);
  }

  /**
   * Runs the primitive of a shape, which is made at the first call.
   *
   * @param input what has the shape of x
   * @param weights what has the shape of w
   * @param output what has the shape of a
   */
  private void run(
      Direction direction, ConvShape shape, INDArray input, INDArray weights, INDArray output) {
    Map<ConvShape, OneDnnPrimitive> known = cache.get(direction);
    OneDnnPrimitive primitive = known.get(shape);
    if (primitive == null) {
      primitive =
          switch (direction) {
            case FORWARD -> OneDnnPrimitive.forward(cpu, shape);
            case DATA -> OneDnnPrimitive.backwardData(cpu, shape);
            case WEIGHTS -> OneDnnPrimitive.backwardWeights(cpu, shape);
          };
      known.put(shape, primitive);
      reserve(primitive.scratchBytes());
    }
    primitive.execute(queue, address, input, weights, output, scratchPad);
  }

  /** A pad of our own: oneDNN's would belong to the thread that made the primitive. */
  private void reserve(long bytes) {
    if (bytes > scratchBytes) {
      Pointer.free(scratchPad);
      scratchPad = Pointer.malloc(bytes);
      scratchBytes = bytes;
    }
  }

  /** Frees all primitives before the stream and the engine that they were made for. */
  @Override
  public void close() {
    for (Map<ConvShape, OneDnnPrimitive> primitives : cache.values()) {
      primitives.values().forEach(OneDnnPrimitive::close);
      primitives.clear();
    }
    Pointer.free(scratchPad);
    scratchPad = null;
    scratchBytes = 0;
    queue.deallocate();
    cpu.deallocate();
  }

  /**
   * Least recently used first; closes what it drops. Ordered by the last use, not by the making.
   */
  private static final class Cache extends LinkedHashMap<ConvShape, OneDnnPrimitive> {
    Cache() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ConvShape, OneDnnPrimitive> eldest) {
      if (size() > CAPACITY) {
        eldest.getValue().close();
        return true;
      }
      return false;
    }
  }
}
