package org.morphoscope.compute.kernels;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.morphoscope.compute.device.Backend;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
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

/** Single kernels on one thread: a layer of 32 to 64 channels, 3 x 3, 16 x 16 pixels, 32 images. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelsBenchmark {
  private static final int BATCH = 32;
  private static final int SIDE = 16;
  private static final int IN = 32;
  private static final int OUT = 64;
  private static final int ROWS = 512;
  private static final int PANEL = 128;

  @Param({"fast", "reference"})
  private String kernelsOf;

  private final ConvShape conv = new ConvShape(BATCH, SIDE, SIDE, IN, OUT, 3, 1, 1);
  private final ChainShape chain =
      new ChainShape(BATCH, SIDE, SIDE, OUT, true, ChainShape.Pooling.NONE, 1, 1);
  private final double[] kappa = new double[OUT];
  private final double[] shift = new double[OUT];
  private final double[] sum = new double[OUT];
  private final double[] squares = new double[OUT];
  private final double[] products = new double[BATCH * OUT];
  private final double[] values = new double[BATCH * OUT];
  private final double[] sums = new double[BATCH * OUT];
  private final double[] gram = new double[PANEL * PANEL];
  private Kernels kernels;
  private INDArray x;
  private INDArray w;
  private INDArray a;
  private INDArray b;
  private INDArray z;
  private INDArray g;
  private INDArray rows;

  /** Random arrays. */
  @Setup(Level.Trial)
  public void setUp() {
    Backend backend = Backend.load(1);
    kernels =
        kernelsOf.equals("fast")
            ? backend.create(DataType.FLOAT)
            : backend.createReference(DataType.FLOAT);
    kernels.enterThread();
    SplittableRandom random = new SplittableRandom(1);
    x = array(random, BATCH, SIDE, SIDE, IN);
    w = array(random, OUT, IN, 3, 3);
    a = array(random, BATCH, SIDE, SIDE, OUT);
    b = array(random, BATCH, SIDE, SIDE, OUT);
    z = array(random, BATCH, SIDE, SIDE, OUT);
    g = array(random, BATCH, SIDE, SIDE, OUT);
    rows = array(random, ROWS, PANEL);
    Arrays.fill(kappa, 1.1);
    Arrays.fill(shift, 0.1);
  }

  private INDArray array(SplittableRandom random, long... shape) {
    INDArray array = kernels.allocate(shape);
    double[] content = new double[Math.toIntExact(array.length())];
    Arrays.setAll(content, i -> random.nextGaussian());
    kernels.upload(content, array);
    return array;
  }

  /** Frees the arrays. */
  @TearDown(Level.Trial)
  public void tearDown() {
    for (INDArray array : new INDArray[] {x, w, a, b, z, g, rows}) {
      array.close();
    }
    kernels.close();
  }

  @Benchmark
  public void convolve() {
    kernels.convolve(conv, x, w, a);
  }

  @Benchmark
  public void convolveBackwardData() {
    kernels.convolveBackwardData(conv, w, g, x);
  }

  @Benchmark
  public void convolveBackwardWeights() {
    kernels.convolveBackwardWeights(conv, x, g, w);
  }

  @Benchmark
  public void chainForward() {
    kernels.chainForward(chain, a, kappa, shift, z);
  }

  @Benchmark
  public void chainBackward() {
    kernels.chainBackward(chain, a, kappa, shift, g, b);
  }

  @Benchmark
  public void splitDelta() {
    kernels.splitDelta(new LayerSplits(chain, a, b, kappa, shift), z);
  }

  /** Products of splits and prunes with one gradient. */
  @Benchmark
  public double[] scoreSplits() {
    kernels.scoreSplits(
        new LayerSplits(chain, a, b, kappa, shift),
        z,
        new INDArray[] {g},
        new double[][] {products},
        new double[][] {values},
        new double[][] {sums});
    return products;
  }

  @Benchmark
  public double[] channelMoments() {
    kernels.channelMoments(a, shift, sum, squares);
    return squares;
  }

  /** One block of the Gram matrix: 128 x 128 candidates, 512 samples. */
  @Benchmark
  public double[] addGram() {
    kernels.addGram(rows, rows, gram, 0, PANEL);
    return gram;
  }
}
