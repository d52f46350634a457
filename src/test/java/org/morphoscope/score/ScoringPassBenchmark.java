package org.morphoscope.score;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.CurvatureMode;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A scoring step of 128 images of 32 x 32 pixels, {@code ggn-mc}, against the number of candidates:
 * layers of equal width, two at full size and the rest at half, a split and a prune for every
 * channel. The frozen forward of the same net beside it tells what the wider net itself costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScoringPassBenchmark {
  private static final int IMAGES = 128;

  @Param({"16", "64", "256", "1024", "2048"})
  private int candidates;

  @Param("4")
  private int layers;

  private Team team;
  private Network network;
  private FrozenPasses passes;
  private ScoringPass pass;
  private ImageLoader images;
  private final LabelSampler sampler = LabelSampler.seeded(1);

  /** The net of so many candidates. */
  @Setup(Level.Trial)
  public void setUp() {
    int width = candidates / 2 / layers;
    NetworkBuilder builder = new NetworkBuilder("wide", new TensorShape(3, 32, 32));
    for (int l = 0; l < layers; l++) {
      builder.convBnRelu(width, 3, l == 1 || l == 2 ? 2 : 1, 1, 1e-5);
    }
    NetworkSpec spec = builder.globalAveragePool().dense(10);
    Weights weights = Weights.random(spec, new SplittableRandom(1));
    images = Nets.images(spec, IMAGES, 2);
    team = Team.of(Backend.load(2), Precision.FLOAT);
    network = new Network(spec, weights, team.lead());
    passes = new FrozenPasses(network, team, IMAGES);
    Baseline baseline = Baseline.of(passes, IMAGES, images, done -> {});
    List<double[]> theta = ThetaLearner.initialTheta(spec, weights, 0.3, 1);
    pass =
        new ScoringPass(
            network,
            team,
            CurvatureMode.GGN_MC,
            IMAGES,
            theta,
            baseline.meanZ(),
            NewNeurons.none());
  }

  /** Frees the net. */
  @TearDown(Level.Trial)
  public void tearDown() {
    pass.close();
    passes.close();
    network.close();
    team.close();
  }

  @Benchmark
  public void score() {
    pass.step(IMAGES, 0, images, sampler);
  }

  @Benchmark
  public void frozenForward() {
    passes.forward(IMAGES, images, (shard, ofShard, first) -> {}, done -> {});
  }
}
