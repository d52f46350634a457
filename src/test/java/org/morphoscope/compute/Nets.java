package org.morphoscope.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.morphoscope.compute.cpu.CpuKernels;
import org.morphoscope.compute.cpu.OneDnnConvolver;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.nd4j.Nd4jKernels;
import org.morphoscope.net.Activation;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;
import org.morphoscope.net.Padding;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.nd4j.linalg.api.buffer.DataType;

/** Small nets with non-trivial statistics, and images, for tests. */
public final class Nets {
  private Nets() {}

  /** Every kind of layer: 5x5, stride 2, 1x1, both poolings, BatchNorm and bias. */
  public static NetworkSpec mixed() {
    return new NetworkBuilder("mixed", new TensorShape(2, 11, 11))
        .conv(4, 5, 1, 2, false)
        .batchNorm(1e-5)
        .relu()
        .pool(Op.Pool.Kind.MAX, 2, 2)
        .conv(5, 3, 1, 1, true)
        .relu()
        .pool(Op.Pool.Kind.AVERAGE, 2, 2)
        .conv(3, 1, 1, 0, false)
        .batchNorm(1e-5)
        .relu()
        .conv(6, 3, 2, 1, false)
        .batchNorm(1e-5)
        .relu()
        .globalAveragePool()
        .dense(3);
  }

  /** Rows of five numbers through three dense layers, as the seed net of tables has them. */
  public static NetworkSpec dense() {
    return SeedNetworks.dense("dense", new TensorShape(5, 1, 1), new int[] {6, 5, 4}, 3);
  }

  /** No padding anywhere, so that a compensated prune is exact. */
  public static NetworkSpec unpadded() {
    return new NetworkBuilder("unpadded", new TensorShape(3, 12, 12))
        .conv(5, 3, 1, 0, false)
        .batchNorm(1e-5)
        .relu()
        .pool(Op.Pool.Kind.MAX, 2, 2)
        .conv(4, 3, 1, 0, true)
        .relu()
        .conv(6, 1, 1, 0, false)
        .batchNorm(1e-5)
        .relu()
        .globalAveragePool()
        .dense(4);
  }

  /** Ends with a windowed pooling and a global average behind it; odd sizes. */
  public static NetworkSpec pooledTwice() {
    return new NetworkBuilder("pooled-twice", new TensorShape(2, 9, 9))
        .conv(3, 3, 1, 0, false)
        .batchNorm(1e-5)
        .relu()
        .pool(Op.Pool.Kind.AVERAGE, 2, 2)
        .conv(4, 3, 1, 1, false)
        .batchNorm(1e-5)
        .relu()
        .pool(Op.Pool.Kind.MAX, 2, 2)
        .globalAveragePool()
        .dense(3);
  }

  /**
   * Residual blocks: one of a single convolution, one of two with a pool, one with a projection.
   */
  public static NetworkSpec residual() {
    NetworkBuilder builder =
        new NetworkBuilder("residual", new TensorShape(2, 9, 9))
            .conv(4, 3, 1, 1, false)
            .batchNorm(1e-5)
            .relu();
    String stem = builder.last();
    builder.conv(4, 3, 1, 1, false).batchNorm(1e-5).plus(stem).relu();
    String first = builder.last();
    builder
        .conv(3, 3, 1, 1, true)
        .relu()
        .conv(4, 1, 1, 0, false)
        .batchNorm(1e-5)
        .plus(first)
        .relu()
        .pool(Op.Pool.Kind.AVERAGE, 2, 2);
    String second = builder.last();
    String around = builder.conv(5, 1, 2, 0, false).batchNorm(1e-5).last();
    builder
        .from(second)
        .conv(4, 3, 2, 1, false)
        .batchNorm(1e-5)
        .relu()
        .conv(5, 3, 1, 1, false)
        .batchNorm(1e-5)
        .plus(around)
        .relu();
    return builder.globalAveragePool().dense(3);
  }

  /** Depthwise-separable blocks, with stride and pooling behind the depthwise convolution. */
  public static NetworkSpec depthwise() {
    return new NetworkBuilder("depthwise", new TensorShape(2, 10, 10))
        .conv(4, 3, 1, 1, false)
        .batchNorm(1e-5)
        .relu()
        .depthwise(3, 2, 1)
        .batchNorm(1e-5)
        .relu()
        .conv(5, 1, 1, 0, false)
        .batchNorm(1e-5)
        .relu()
        .depthwise(3, 1, 1)
        .batchNorm(1e-5)
        .relu()
        .pool(Op.Pool.Kind.MAX, 2, 2)
        .conv(3, 1, 1, 0, true)
        .relu()
        .globalAveragePool()
        .dense(3);
  }

  /**
   * What mobile nets and exporters by size bring: ReLU6 alone, behind sums and before poolings,
   * unequal padding with a stride, a padded maximum.
   */
  public static NetworkSpec capped() {
    Padding below = new Padding(0, 0, 1, 1);
    NetworkBuilder builder =
        new NetworkBuilder("capped", new TensorShape(2, 10, 9))
            .op("stem", new Op.Conv(4, 3, 2, new Padding(0, 1, 1, 1), false))
            .batchNorm(1e-5)
            .relu6()
            .op("pool", new Op.Pool(Op.Pool.Kind.MAX, 3, 1, new Padding(1, 1, 0, 1)))
            .op("dw", new Op.Depthwise(3, 1, new Padding(1, 0, 1, 2), false))
            .batchNorm(1e-5)
            .relu6();
    String before = builder.last();
    return builder
        .conv(4, 1, 1, 0, true)
        .plus(before)
        .relu6()
        .op("down", new Op.Conv(5, 2, 1, below, true))
        .relu6()
        .pool(Op.Pool.Kind.AVERAGE, 2, 2)
        .conv(7, 3, 1, 1, false)
        .batchNorm(1e-5)
        .relu()
        .globalAveragePool()
        .dense(3);
  }

  /**
   * Leaky ReLU and SiLU: before and behind poolings of both kinds, a padded maximum among them,
   * behind sums and depthwise convolutions, with BatchNorm and with a bias.
   */
  public static NetworkSpec curved() {
    NetworkBuilder builder =
        new NetworkBuilder("curved", new TensorShape(2, 10, 10))
            .conv(4, 3, 1, 1, false)
            .batchNorm(1e-5)
            .silu()
            .op("pool", new Op.Pool(Op.Pool.Kind.MAX, 3, 2, Padding.of(1)));
    String before = builder.last();
    return builder
        .conv(4, 3, 1, 1, false)
        .batchNorm(1e-5)
        .plus(before)
        .leakyRelu(0.2)
        .depthwise(3, 1, 1)
        .batchNorm(1e-5)
        .silu()
        .conv(5, 1, 1, 0, true)
        .leakyRelu(0.1)
        .pool(Op.Pool.Kind.AVERAGE, 2, 2)
        .conv(6, 3, 1, 1, false)
        .batchNorm(1e-5)
        .silu()
        .globalAveragePool()
        .dense(3);
  }

  /** A chain of them without sums or padding. */
  public static NetworkSpec curvedChain() {
    return new NetworkBuilder("curved-chain", new TensorShape(2, 12, 12))
        .conv(5, 3, 1, 0, false)
        .batchNorm(1e-5)
        .silu()
        .pool(Op.Pool.Kind.MAX, 2, 2)
        .conv(4, 3, 1, 0, true)
        .leakyRelu(0.2)
        .conv(6, 1, 1, 0, false)
        .batchNorm(1e-5)
        .silu()
        .globalAveragePool()
        .dense(4);
  }

  /** Dropout behind a chain, before a pooling, behind a sum and before the head. */
  public static NetworkSpec dropped() {
    NetworkBuilder builder =
        new NetworkBuilder("dropped", new TensorShape(2, 9, 9))
            .conv(4, 3, 1, 1, false)
            .batchNorm(1e-5)
            .relu()
            .dropout(0.25);
    String before = builder.last();
    return builder
        .conv(4, 3, 1, 1, true)
        .plus(before)
        .silu()
        .dropout(0.5)
        .pool(Op.Pool.Kind.MAX, 2, 2)
        .conv(5, 3, 1, 1, false)
        .batchNorm(1e-5)
        .relu()
        .globalAveragePool()
        .dropout(0.4)
        .dense(3);
  }

  /** One producer with two consumers, a depthwise convolution of the images, a flattened head. */
  public static NetworkSpec branched() {
    NetworkBuilder builder =
        new NetworkBuilder("branched", new TensorShape(2, 8, 8))
            .depthwise(3, 1, 1)
            .conv(4, 3, 1, 1, true)
            .relu()
            .pool(Op.Pool.Kind.MAX, 2, 2);
    String shared = builder.last();
    String left = builder.conv(3, 3, 1, 1, false).batchNorm(1e-5).relu().last();
    return builder
        .from(shared)
        .conv(3, 1, 1, 0, false)
        .batchNorm(1e-5)
        .plus(left)
        .hiddenDense(6)
        .relu()
        .dense(3);
  }

  /** No ReLU anywhere: convolutions, a sum, a depthwise convolution, an average. */
  public static NetworkSpec linear() {
    NetworkBuilder builder =
        new NetworkBuilder("linear", new TensorShape(2, 8, 8))
            .conv(4, 3, 1, 1, false)
            .batchNorm(1e-5);
    String stem = builder.last();
    return builder
        .conv(4, 3, 1, 1, true)
        .plus(stem)
        .depthwise(3, 1, 1)
        .batchNorm(1e-5)
        .pool(Op.Pool.Kind.AVERAGE, 2, 2)
        .conv(3, 1, 1, 0, false)
        .batchNorm(1e-5)
        .globalAveragePool()
        .dense(3);
  }

  /** Random weights with running statistics, gamma, beta and biases away from their defaults. */
  public static Weights weights(NetworkSpec spec, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Weights weights = Weights.random(spec, random);
    List<LayerWeights> layers = new ArrayList<>();
    for (LayerWeights layer : weights.layers()) {
      fill(layer.gamma(), 0.7, 1.4, random);
      fill(layer.beta(), -0.2, 0.5, random);
      fill(layer.mean(), -0.3, 0.3, random);
      fill(layer.variance(), 0.6, 1.8, random);
      fill(layer.bias(), -0.2, 0.3, random);
      if (layers.size() < spec.layers().size()
          && spec.layer(layers.size()).activation().equals(Activation.RELU6)) {
        // wide enough to reach both bounds
        widen(layer.gamma(), 3, 0);
        widen(layer.beta(), 1, 3);
        widen(layer.bias(), 1, 3);
      }
      layers.add(layer);
    }
    return new Weights(layers);
  }

  private static void widen(double[] v, double factor, double shift) {
    for (int i = 0; i < v.length; i++) {
      v[i] = factor * v[i] + shift;
    }
  }

  private static void fill(double[] v, double low, double high, SplittableRandom random) {
    for (int i = 0; i < v.length; i++) {
      v[i] = low + (high - low) * random.nextDouble();
    }
  }

  /** Normal pixels and random labels. */
  public static ImageLoader images(NetworkSpec spec, int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int length = spec.input().channels() * spec.input().positions();
    float[] pixels = new float[samples * length];
    int[] labels = new int[samples];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < samples; i++) {
      labels[i] = random.nextInt(spec.classes());
    }
    return (first, count, images, classes) -> {
      System.arraycopy(pixels, first * length, images, 0, count * length);
      System.arraycopy(labels, first, classes, 0, count);
    };
  }

  /** A team of {@code shards} members in double precision. */
  public static Team team(int shards) {
    return team(shards, DataType.DOUBLE);
  }

  /** A team on ND4J operations alone. */
  public static Team team(int shards, DataType type) {
    List<Kernels> kernels = new ArrayList<>();
    for (int s = 0; s < shards; s++) {
      kernels.add(new Nd4jKernels(type));
    }
    return new Team(kernels);
  }

  /** A team on the fast host kernels, as the program uses them. */
  public static Team fastTeam(int shards) {
    List<Kernels> kernels = new ArrayList<>();
    for (int s = 0; s < shards; s++) {
      kernels.add(new CpuKernels(new OneDnnConvolver()));
    }
    return new Team(kernels);
  }
}
