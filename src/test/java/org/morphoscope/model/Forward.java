package org.morphoscope.model;

import java.util.List;
import java.util.stream.Stream;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;

/** Logits of our own passes, to compare with those of others. */
public final class Forward {
  private Forward() {}

  /** Chains, sums, depthwise convolutions, branches, hidden dense layers. */
  public static List<NetworkSpec> nets() {
    return List.of(
        Nets.mixed(),
        Nets.unpadded(),
        Nets.pooledTwice(),
        Nets.residual(),
        Nets.depthwise(),
        Nets.capped(),
        Nets.curved(),
        Nets.branched(),
        Nets.linear());
  }

  /** The same, and a net that reads the output of a dense layer as a map of one pixel. */
  public static List<NetworkSpec> withPixelsBehindDense() {
    NetworkBuilder builder =
        new NetworkBuilder("pixels-behind-dense", new TensorShape(2, 4, 4))
            .conv(3, 3, 1, 1, true)
            .relu()
            .hiddenDense(5)
            .relu();
    String vector = builder.last();
    NetworkSpec spec = builder.conv(5, 1, 1, 0, false).plus(vector).globalAveragePool().dense(3);
    return Stream.concat(nets().stream(), Stream.of(spec, Nets.dense())).toList();
  }

  /** The same, and a net with dropout, which files for inference are written without. */
  public static List<NetworkSpec> withDropout() {
    return Stream.concat(withPixelsBehindDense().stream(), Stream.of(Nets.dropped())).toList();
  }

  /** Images in ONNX's order {@code [N, C, H, W]}. */
  public static float[] channelsFirst(NetworkSpec spec, ImageLoader images, int count) {
    int channels = spec.input().channels();
    int positions = spec.input().positions();
    float[] last = new float[count * channels * positions];
    images.load(0, count, last, new int[count]);
    float[] first = new float[last.length];
    for (int i = 0; i < first.length; i++) {
      int image = i / (channels * positions);
      int channel = i / positions % channels;
      int position = i % positions;
      first[i] = last[(image * positions + position) * channels + channel];
    }
    return first;
  }

  /** Logits {@code [N, K]} in double precision. */
  public static double[] logits(NetworkSpec spec, Weights weights, ImageLoader images, int count) {
    double[] logits = new double[count * spec.classes()];
    try (Team team = Nets.team(1);
        Network net = new Network(spec, weights, team.kernels(0));
        FrozenPasses passes = new FrozenPasses(net, team, count)) {
      passes.<RuntimeException>forward(
          count,
          images,
          (shard, pass, first) ->
              System.arraycopy(
                  pass.logits(), 0, logits, first * spec.classes(), pass.logits().length),
          done -> {});
    }
    return logits;
  }
}
