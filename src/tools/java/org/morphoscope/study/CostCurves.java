package org.morphoscope.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/**
 * What training, learning theta and scoring cost against width, depth, samples, image size and
 * threads: the tables of {@code performance.md}, on standard output.
 *
 * <p>Beside each time stands the exponent from the line above, {@code log(t'/t) / log(x'/x)}, and
 * what the arithmetic makes expect: 2 for widths, 1 for depth and samples, 2 for the side of an
 * image, -1 for threads. Small sizes lie below it, since there a step costs its fixed part; an
 * exponent above it is a fault to look for, or a cache that has become too small.
 *
 * <p>Arguments: minutes for everything, 8 when missing. Points that no longer fit are left out with
 * a word. On standard output a table for each curve.
 */
public final class CostCurves {
  private static final TensorShape SMALL = new TensorShape(3, 8, 8);
  private static final int CLASSES = 10;

  private final Curve.Clock clock;
  private int curves = 5;

  private CostCurves(double minutes) {
    clock = Curve.Clock.of(minutes);
  }

  /** Measures all curves; the first argument is the time for them in minutes. */
  public static void main(String[] args) {
    double minutes = args.length == 0 ? 8 : Double.parseDouble(args[0]);
    new CostCurves(minutes).all();
  }

  private void all() {
    int cores = Backend.load().shards();
    System.out.println(Texts.of("%d threads, %s", cores, Backend.load().summary()));
    curve(
        "channels of three layers, 8 x 8 pixels, 16 images",
        2,
        powers(16, 2048),
        cores,
        CostCurves::wide,
        16);
    int[] depths = {4, 8, 16, 32, 64, 100, 200};
    curve("layers of 16 channels, 8 x 8 pixels, 32 images", 1, depths, cores, CostCurves::deep, 32);
    int[] sides = {32, 64, 96, 128, 160, 192, 224};
    curve("side of an image, small net, 16 images", 2, sides, cores, CostCurves::large, 16);
    samples(cores);
    threads(cores);
  }

  private static int[] powers(int from, int to) {
    return IntStream.iterate(from, x -> x <= to, x -> 2 * x).toArray();
  }

  private static NetworkSpec wide(int width) {
    return convolutions(SMALL, IntStream.generate(() -> width).limit(3).toArray());
  }

  private static NetworkSpec deep(int layers) {
    return convolutions(SMALL, IntStream.generate(() -> 16).limit(layers).toArray());
  }

  private static NetworkSpec large(int side) {
    return convolutions(new TensorShape(3, side, side), 16, 16, 16);
  }

  private static NetworkSpec convolutions(TensorShape input, int... widths) {
    NetworkBuilder builder = new NetworkBuilder("curve", input);
    for (int width : widths) {
      builder.convBnRelu(width, 3, 1, 1, SeedNetworks.EPSILON);
    }
    return builder.globalAveragePool().dense(CLASSES);
  }

  private void curve(
      String what,
      double expected,
      int[] sizes,
      int threads,
      IntFunction<NetworkSpec> net,
      int batch) {
    Curve curve = new Curve(what, expected, clock.share(curves--));
    try (Team team = team(threads)) {
      new StepCosts(net.apply(sizes[0]), team, batch).all(); // HotSpot compiles
      for (int size : sizes) {
        curve.add(size, () -> new StepCosts(net.apply(size), team, batch).all());
      }
    }
    System.out.println(curve.table());
  }

  private void samples(int threads) {
    Curve curve = new Curve("images scored, small net, whole passes", 1, clock.share(curves--));
    try (Team team = team(threads)) {
      StepCosts costs = new StepCosts(Bench.peerNet(), team, 128);
      for (int samples : powers(256, 8192)) {
        curve.add(samples, () -> List.of(costs.wholeScoring(samples)));
      }
    }
    System.out.println(curve.table("scoring"));
  }

  private void threads(int cores) {
    Curve curve = new Curve("threads, small net, 128 images", -1, clock.share(curves--));
    List<Integer> counts = new ArrayList<>();
    IntStream.iterate(1, n -> n < cores, n -> 2 * n).forEach(counts::add);
    counts.add(cores);
    for (int count : counts) {
      try (Team team = team(count)) {
        curve.add(count, () -> new StepCosts(Bench.peerNet(), team, 128).all());
      }
    }
    System.out.println(curve.table());
  }

  private static Team team(int threads) {
    return Team.of(Backend.load(threads), Precision.FLOAT);
  }
}
