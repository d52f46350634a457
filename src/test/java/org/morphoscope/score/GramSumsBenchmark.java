package org.morphoscope.score;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
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

/** The Gram matrix's share of a scoring step of 128 images, without making the rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class GramSumsBenchmark {
  private static final int IMAGES = 128;

  @Param({"352", "1024", "4096", "10000"})
  private int candidates;

  private Team team;
  private GramSums sums;
  private double[] rows;

  /** Random rows. */
  @Setup(Level.Trial)
  public void setUp() {
    team = Team.of(Backend.load(2), Precision.FLOAT);
    sums = GramSums.of(team, candidates, IMAGES, Long.MAX_VALUE);
    rows = new SplittableRandom(1).doubles((long) IMAGES * candidates, -1, 1).toArray();
  }

  @TearDown(Level.Trial)
  public void tearDown() {
    sums.close();
    team.close();
  }

  @Benchmark
  public void step() {
    team.run(
        (shard, kernels) -> {
          if (shard == 0) {
            sums.put(0, rows, IMAGES);
          }
        });
    sums.advance(IMAGES);
  }
}
