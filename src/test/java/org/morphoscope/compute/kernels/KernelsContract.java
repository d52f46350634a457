package org.morphoscope.compute.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.morphoscope.compute.Samples.assertClose;
import static org.morphoscope.compute.Samples.ones;
import static org.morphoscope.compute.Samples.scales;
import static org.morphoscope.compute.Samples.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.Samples;
import org.morphoscope.net.Activation;
import org.morphoscope.net.Padding;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What every {@link Kernels} must compute: agreement with plain loops in double precision. */
public abstract class KernelsContract {
  private final SplittableRandom random = new SplittableRandom(20240611);
  private Kernels kernels;

  protected abstract Kernels create();

  /** Allowed difference relative to the largest element. */
  protected abstract double tolerance();

  @BeforeEach
  void open() {
    kernels = create();
    kernels.enterThread();
  }

  @AfterEach
  void close() {
    kernels.close();
  }

  protected Kernels kernels() {
    return kernels;
  }

  protected static List<ConvShape> convolutions() {
    List<ConvShape> shapes =
        new ArrayList<>(
            List.of(
                new ConvShape(2, 8, 8, 3, 16, 3, 1, 1),
                new ConvShape(2, 8, 8, 16, 32, 3, 2, 1),
                new ConvShape(3, 7, 5, 13, 27, 3, 2, 1),
                new ConvShape(1, 9, 9, 1, 1, 5, 1, 2),
                new ConvShape(2, 6, 6, 5, 7, 5, 2, 2),
                new ConvShape(2, 5, 5, 4, 6, 3, 1, 0),
                new ConvShape(2, 6, 7, 70, 9, 1, 1, 0),
                new ConvShape(2, 7, 7, 8, 8, 1, 2, 0),
                new ConvShape(4, 1, 1, 61, 10, 1, 1, 0),
                new ConvShape(2, 1, 1, 5, 6, 3, 1, 1),
                new ConvShape(2, 4, 4, 3, 4, 3, 1, 3),
                new ConvShape(2, 4, 4, 3, 4, 3, 2, 3),
                new ConvShape(2, 6, 6, 3, 4, 1, 1, 1),
                new ConvShape(2, 8, 8, 16, 16, 3, 1, 1, 16),
                new ConvShape(2, 8, 8, 24, 24, 3, 2, 1, 24),
                new ConvShape(3, 7, 5, 13, 13, 3, 2, 1, 13),
                new ConvShape(1, 9, 9, 35, 35, 5, 1, 2, 35),
                new ConvShape(2, 5, 5, 7, 7, 3, 1, 0, 7)));
    shapes.addAll(unequallyPadded());
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 8; i++) {
      int kernel = 1 + 2 * random.nextInt(3);
      shapes.add(
          new ConvShape(
              1 + random.nextInt(4),
              5 + random.nextInt(7),
              5 + random.nextInt(7),
              1 + random.nextInt(70),
              1 + random.nextInt(70),
              kernel,
              1 + random.nextInt(2),
              random.nextInt(kernel / 2 + 1)));
    }
    return shapes;
  }

  /** As exporters pad that choose it by the size, with a stride and without. */
  private static List<ConvShape> unequallyPadded() {
    Padding below = new Padding(0, 0, 1, 1);
    return List.of(
        new ConvShape(2, 8, 8, 3, 16, 3, 2, below, 1),
        new ConvShape(2, 8, 8, 16, 33, 3, 2, new Padding(1, 1, 0, 0), 1),
        new ConvShape(2, 7, 6, 13, 5, 3, 2, new Padding(1, 0, 1, 1), 1),
        new ConvShape(1, 9, 8, 4, 7, 5, 2, new Padding(2, 1, 2, 2), 1),
        new ConvShape(2, 6, 6, 4, 3, 2, 1, below, 1),
        new ConvShape(2, 5, 5, 3, 4, 3, 1, new Padding(0, 3, 2, 1), 1),
        new ConvShape(2, 8, 8, 16, 16, 3, 2, below, 16),
        new ConvShape(3, 7, 6, 13, 13, 3, 2, new Padding(1, 0, 1, 1), 13),
        new ConvShape(2, 5, 6, 7, 7, 4, 1, new Padding(1, 1, 2, 2), 7));
  }

  protected static List<ChainShape> chains() {
    List<ChainShape> shapes = new ArrayList<>(plain());
    shapes.addAll(cappedAndPadded());
    return shapes;
  }

  private static List<ChainShape> plain() {
    List<ChainShape> shapes = new ArrayList<>();
    for (ChainShape.Pooling pooling : ChainShape.Pooling.values()) {
      for (boolean relu : new boolean[] {true, false}) {
        shapes.add(new ChainShape(2, 6, 6, 16, relu, pooling, 2, 2));
        shapes.add(new ChainShape(3, 7, 5, 13, relu, pooling, 2, 2));
        shapes.add(new ChainShape(2, 7, 8, 3, relu, pooling, 3, 2));
        shapes.add(new ChainShape(2, 6, 5, 3, relu, pooling, 2, 2));
        shapes.add(new ChainShape(2, 8, 7, 35, relu, pooling, 2, 2));
        shapes.add(new ChainShape(1, 5, 9, 35, relu, pooling, 3, 3));
        shapes.add(new ChainShape(2, 4, 4, 1, relu, pooling, 2, 1));
        shapes.add(new ChainShape(5, 1, 1, 10, relu, pooling, 1, 1));
        shapes.add(new ChainShape(2, 9, 9, 70, relu, pooling, 1, 2));
      }
    }
    return shapes;
  }

  /** Other activations through every pooling, and padded maxima, unequal padding among them. */
  private static List<ChainShape> cappedAndPadded() {
    List<Activation> others = List.of(Activation.RELU6, Activation.leaky(0.1), Activation.SILU);
    List<ChainShape> shapes = new ArrayList<>();
    for (ChainShape shape : plain()) {
      if (shape.activation().equals(Activation.RELU)) {
        others.forEach(activation -> shapes.add(shape.withActivation(activation)));
      }
    }
    List<Activation> all = new ArrayList<>(others);
    all.addAll(List.of(Activation.NONE, Activation.RELU));
    for (Activation activation : all) {
      for (Padding pad : List.of(Padding.of(1), new Padding(0, 1, 1, 0), new Padding(0, 0, 1, 2))) {
        shapes.add(padded(2, 7, 6, 5, activation, 3, 2, pad));
        shapes.add(padded(1, 5, 8, 35, activation, 3, 1, pad));
      }
      shapes.add(padded(2, 5, 7, 3, activation, 2, 2, new Padding(0, 0, 1, 1)));
      shapes.add(padded(2, 1, 1, 3, activation, 3, 2, Padding.of(1)));
    }
    return shapes;
  }

  private static ChainShape padded(
      int batch,
      int height,
      int width,
      int channels,
      Activation activation,
      int window,
      int stride,
      Padding pad) {
    return new ChainShape(
        batch,
        height,
        width,
        channels,
        activation,
        ChainShape.Pooling.MAX,
        window,
        stride,
        pad,
        false);
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  protected void convolutionAndItsGradientsAgreeWithPlainLoops(ConvShape s) {
    double[] x = values(random, s.batch() * s.inHeight() * s.inWidth() * s.inChannels());
    int read = s.inChannels() / s.groups();
    double[] w = values(random, s.outChannels() * read * s.kernel() * s.kernel());
    double[] ga = values(random, s.batch() * s.outHeight() * s.outWidth() * s.outChannels());
    try (INDArray dx = input(s, x);
        INDArray dw = array(w, s.outChannels(), read, s.kernel(), s.kernel());
        INDArray dga = output(s, ga);
        INDArray a = output(s, ones(ga.length));
        INDArray gx = input(s, ones(x.length));
        INDArray gw = array(ones(w.length), dw.shape())) {
      // twice: the second call meets cached primitives
      for (int i = 0; i < 2; i++) {
        kernels.convolve(s, dx, dw, a);
        kernels.convolveBackwardData(s, dw, dga, gx);
        kernels.convolveBackwardWeights(s, dx, dga, gw);
      }
      assertClose("a", NaiveKernels.convolve(s, x, w), host(a), tolerance());
      assertClose("gx", NaiveKernels.convolveBackwardData(s, w, ga), host(gx), tolerance());
      assertClose("gw", NaiveKernels.convolveBackwardWeights(s, x, ga), host(gw), tolerance());
    }
  }

  @Test
  void convolutionFollowsWeightsThatChange() {
    ConvShape s = new ConvShape(2, 6, 6, 5, 9, 3, 1, 1);
    double[] x = values(random, 2 * 36 * 5);
    try (INDArray dx = input(s, x);
        INDArray dw = kernels.allocate(9, 5, 3, 3);
        INDArray a = kernels.allocate(2, 6, 6, 9)) {
      for (int i = 0; i < 3; i++) {
        double[] w = values(random, 9 * 5 * 9);
        kernels.upload(w, dw);
        kernels.convolve(s, dx, dw, a);
        assertClose("a", NaiveKernels.convolve(s, x, w), host(a), tolerance());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  protected void chainAndItsGradientsAgreeWithPlainLoops(ChainShape s) {
    ChainData c = new ChainData(s);
    double[] gu = NaiveKernels.chainBackward(s, c.u, c.gz);
    double[] zeros = new double[s.channels()];
    try (INDArray a = pixels(s, c.a);
        INDArray gz = pooled(s, c.gz);
        INDArray z = pooled(s, ones(c.gz.length));
        INDArray ga = pixels(s, ones(c.a.length))) {
      kernels.chainForward(s, a, c.kappa, c.shift, z);
      assertClose("z", NaiveKernels.chain(s, c.u), host(z), tolerance());
      kernels.chainBackward(s, a, c.kappa, c.shift, gz, ga);
      assertClose("ga", NaiveKernels.affine(gu, c.kappa, zeros), host(ga), tolerance());
      double[] sumG = ones(s.channels());
      double[] sumGa = ones(s.channels());
      kernels.chainBackwardSums(s, a, c.kappa, c.shift, gz, c.origin, sumG, sumGa);
      double[] one = ones(gu.length);
      assertClose("sumG", NaiveKernels.crossMoment(gu, zeros, one, zeros), sumG, tolerance());
      assertClose("sumGA", NaiveKernels.crossMoment(gu, zeros, c.a, c.origin), sumGa, tolerance());

      double[] expected =
          NaiveKernels.combine(
              1, NaiveKernels.affine(gu, c.p, zeros), 1, NaiveKernels.affine(c.a, c.q, c.shift));
      kernels.chainBackwardAffine(s, a, c.kappa, c.shift, gz, c.p, c.q, c.shift, ga);
      assertClose("affine", expected, host(ga), tolerance());
      kernels.chainBackwardAffine(s, a, c.kappa, c.shift, gz, c.p, c.q, c.shift, a);
      assertClose("affine in place", expected, host(a), tolerance());
      kernels.upload(c.a, a);
      kernels.chainBackward(s, a, c.kappa, c.shift, gz, a);
      assertClose("in place", NaiveKernels.affine(gu, c.kappa, zeros), host(a), tolerance());
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  protected void splitDeltaAndItsGradientAgreeWithPlainLoops(ChainShape s) {
    ChainData c = new ChainData(s);
    try (INDArray a = pixels(s, c.a);
        INDArray b = pixels(s, c.b);
        INDArray r = pooled(s, c.gz);
        INDArray dz = pooled(s, ones(c.gz.length));
        INDArray gb = pixels(s, ones(c.a.length))) {
      kernels.splitDelta(new LayerSplits(s, a, b, c.kappa, c.shift), dz);
      double[] expected = NaiveKernels.splitDelta(s, c.a, c.b, c.kappa, c.shift);
      assertClose("dz", expected, host(dz), tolerance());
      double[] gradient = NaiveKernels.splitGradient(s, c.a, c.b, c.kappa, c.shift, c.gz);
      kernels.splitGradient(new LayerSplits(s, a, b, c.kappa, c.shift), r, gb);
      assertClose("gb", gradient, host(gb), tolerance());
      kernels.splitGradient(new LayerSplits(s, a, b, c.kappa, c.shift), r, b);
      assertClose("gb in place", gradient, host(b), tolerance());
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  protected void learningASplitIsItsProductsAndTheGradientOfTheirSum(ChainShape s) {
    ChainData c = new ChainData(s);
    double[] other = values(random, c.gz.length);
    double[] factor = values(random, s.batch());
    int channels = s.channels();
    double[] dz = NaiveKernels.splitDelta(s, c.a, c.b, c.kappa, c.shift);
    double[] products = ones(s.batch() * channels);
    double[] rows = ones(s.batch() * channels);
    try (INDArray a = pixels(s, c.a);
        INDArray b = pixels(s, c.b);
        INDArray g = pooled(s, c.gz);
        INDArray h = pooled(s, other);
        INDArray gb = pixels(s, ones(c.a.length))) {
      for (double[] direction : List.of(other, c.gz)) {
        double[] expectedRows = NaiveKernels.innerProducts(s.batch(), channels, dz, direction);
        int sample = c.gz.length / s.batch();
        double[] r = c.gz.clone();
        for (int i = 0; i < r.length; i++) {
          int n = i / sample;
          r[i] += factor[n] * factor[n] * expectedRows[n * channels + i % channels] * direction[i];
        }
        double[] gradient = NaiveKernels.splitGradient(s, c.a, c.b, c.kappa, c.shift, r);
        INDArray second = direction == other ? h : g;
        INDArray target = direction == other ? gb : b;
        kernels.learnSplits(
            new LayerSplits(s, a, b, c.kappa, c.shift), g, second, factor, products, rows, target);
        assertClose(
            "products",
            NaiveKernels.innerProducts(s.batch(), channels, dz, c.gz),
            products,
            10 * tolerance());
        assertClose("rows", expectedRows, rows, 10 * tolerance());
        assertClose("gb", gradient, host(target), 10 * tolerance());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  protected void bothChildrenOfASplitAgreeWithPlainLoops(ChainShape s) {
    ChainData c = new ChainData(s);
    double[] other = values(random, c.gz.length);
    double[] zeros = new double[s.channels()];
    double[] uPlus = NaiveKernels.affine(NaiveKernels.combine(1, c.a, 1, c.b), c.kappa, c.shift);
    double[] uMinus = NaiveKernels.affine(NaiveKernels.combine(1, c.a, -1, c.b), c.kappa, c.shift);
    double[] gb =
        NaiveKernels.affine(
            NaiveKernels.combine(
                0.5,
                NaiveKernels.chainBackward(s, uPlus, c.gz),
                -0.5,
                NaiveKernels.chainBackward(s, uMinus, other)),
            c.kappa,
            zeros);
    try (INDArray a = pixels(s, c.a);
        INDArray b = pixels(s, c.b);
        INDArray g = pooled(s, c.gz);
        INDArray h = pooled(s, other);
        INDArray plus = pooled(s, ones(other.length));
        INDArray minus = pooled(s, ones(other.length))) {
      kernels.childrenForward(new LayerSplits(s, a, b, c.kappa, c.shift), plus, minus);
      assertClose("plus", NaiveKernels.chain(s, uPlus), host(plus), tolerance());
      assertClose("minus", NaiveKernels.chain(s, uMinus), host(minus), tolerance());
      kernels.childrenBackward(new LayerSplits(s, a, b, c.kappa, c.shift), g, h, b);
      assertClose("gb", gb, host(b), tolerance());
      double[] mean = NaiveKernels.combine(0.5, host(plus), 0.5, host(minus));
      kernels.childrenDelta(plus, minus, g, h);
      assertClose("dz", NaiveKernels.combine(1, mean, -1, c.gz), host(h), tolerance());
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  protected void scoringTakesTheProductsWithEveryGradient(ChainShape s) {
    ChainData c = new ChainData(s);
    double[][] g = {c.gz, values(random, c.gz.length)};
    double[] z = values(random, c.gz.length);
    double[] dz = NaiveKernels.splitDelta(s, c.a, c.b, c.kappa, c.shift);
    int units = s.batch() * s.channels();
    double[][] splits = {ones(units), ones(units)};
    double[][] outputs = {ones(units), ones(units)};
    double[][] sums = {ones(units), ones(units)};
    try (INDArray a = pixels(s, c.a);
        INDArray b = pixels(s, c.b);
        INDArray out = pooled(s, z);
        INDArray g0 = pooled(s, g[0]);
        INDArray g1 = pooled(s, g[1])) {
      INDArray[] gradients = {g0, g1};
      kernels.scoreSplits(
          new LayerSplits(s, a, b, c.kappa, c.shift), out, gradients, splits, outputs, sums);
    }
    for (int i = 0; i < 2; i++) {
      double[] one = ones(g[i].length);
      assertClose("dz", inner(s, dz, g[i]), splits[i], 10 * tolerance());
      assertClose("z", inner(s, z, g[i]), outputs[i], 10 * tolerance());
      assertClose("sum", inner(s, one, g[i]), sums[i], 10 * tolerance());
    }
  }

  private static double[] inner(ChainShape s, double[] v, double[] w) {
    return NaiveKernels.innerProducts(s.batch(), s.channels(), v, w);
  }

  @Test
  void gradientOfATiedMaximumGoesToTheFirstPosition() {
    ChainShape s = new ChainShape(1, 2, 2, 1, true, ChainShape.Pooling.MAX, 2, 2);
    try (INDArray a = pixels(s, new double[] {1, 3, 3, 3});
        INDArray gz = pooled(s, new double[] {5});
        INDArray ga = pixels(s, new double[4])) {
      kernels.chainBackward(s, a, new double[] {1}, new double[] {0}, gz, ga);
      assertArrayEquals(new double[] {0, 5, 0, 0}, host(ga));
      kernels.chainBackward(s, a, new double[] {1}, new double[] {-3}, gz, ga);
      assertArrayEquals(new double[4], host(ga));
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  protected void channelStatisticsAgreeWithPlainLoops(ChainShape s) {
    ChainData c = new ChainData(s);
    double[] zeros = new double[s.channels()];
    double[] one = ones(c.a.length);
    try (INDArray a = pixels(s, c.a);
        INDArray b = pixels(s, c.b);
        INDArray out = kernels.allocate(s.batch(), s.channels())) {
      double[] sum = ones(s.channels());
      double[] squares = ones(s.channels());
      kernels.channelMoments(a, c.origin, sum, squares);
      assertClose(
          "sum", NaiveKernels.crossMoment(c.a, c.origin, one, zeros), sum, 10 * tolerance());
      double[] expected = NaiveKernels.crossMoment(c.a, c.origin, c.a, c.origin);
      assertClose("squares", expected, squares, tolerance());
      kernels.channelCrossMoment(a, c.origin, b, c.shift, sum);
      expected = NaiveKernels.crossMoment(c.a, c.origin, c.b, c.shift);
      assertClose("cross", expected, sum, 10 * tolerance());
      PairMoments pair = PairMoments.ofChannels(s.channels());
      Arrays.fill(pair.vw(), 7);
      kernels.channelPairMoments(a, c.origin, b, c.shift, pair);
      assertClose("pair vw", expected, pair.vw(), 10 * tolerance());
      expected = NaiveKernels.crossMoment(c.a, c.origin, one, zeros);
      assertClose("pair v", expected, pair.v(), 10 * tolerance());
      expected = NaiveKernels.crossMoment(c.a, c.origin, c.a, c.origin);
      assertClose("pair vv", expected, pair.vv(), tolerance());
      expected = NaiveKernels.crossMoment(c.b, c.shift, one, zeros);
      assertClose("pair w", expected, pair.w(), 10 * tolerance());
      expected = NaiveKernels.crossMoment(c.b, c.shift, c.b, c.shift);
      assertClose("pair ww", expected, pair.ww(), tolerance());

      kernels.innerProducts(a, b, out);
      expected = NaiveKernels.innerProducts(s.batch(), s.channels(), c.a, c.b);
      assertClose("inner", expected, host(out), 10 * tolerance());
      kernels.positionSums(a, out);
      expected = NaiveKernels.innerProducts(s.batch(), s.channels(), c.a, one);
      assertClose("positions", expected, host(out), 10 * tolerance());

      double[] coefficient = values(random, s.batch() * s.channels());
      kernels.upload(coefficient, out);
      kernels.addScaled(out, a, b);
      expected = c.b.clone();
      int sample = s.height() * s.width() * s.channels();
      for (int i = 0; i < expected.length; i++) {
        expected[i] += coefficient[i / sample * s.channels() + i % s.channels()] * c.a[i];
      }
      assertClose("scaled", expected, host(b), tolerance());
    }
  }

  @Test
  void momentsOfALargeArrayKeepTheirDigits() {
    int channels = 13;
    double[] v = new double[40 * 33 * 31 * channels];
    for (int i = 0; i < v.length; i++) {
      v[i] = 100 + random.nextInt(64) / 64.0;
    }
    double[] origin = Samples.ones(channels);
    Arrays.fill(origin, 100.5);
    try (INDArray array = array(v, 40, 33, 31, channels)) {
      double[] sum = new double[channels];
      double[] squares = new double[channels];
      kernels.channelMoments(array, origin, sum, squares);
      double[] one = ones(v.length);
      double[] expected = NaiveKernels.crossMoment(v, origin, one, new double[channels]);
      for (int c = 0; c < channels; c++) {
        assertEquals(expected[c], sum[c], 1e-3);
      }
      assertClose("squares", NaiveKernels.crossMoment(v, origin, v, origin), squares, 1e-6);
    }
  }

  /** The last panel of a matrix may be one column wide. */
  @ParameterizedTest
  @CsvSource({"11, 5", "11, 1", "1, 5", "1, 1"})
  protected void aBlockOfTheGramMatrixIsAdded(int p, int q) {
    int n = 37;
    int stride = 20;
    int first = 3 * stride + 7;
    double[] left = values(random, n * p);
    double[] right = values(random, n * q);
    double[] gram = ones(15 * stride);
    double[] expected = ones(15 * stride);
    try (INDArray leftArray = array(left, n, p);
        INDArray rightArray = array(right, n, q)) {
      for (int repeat = 0; repeat < 2; repeat++) {
        kernels.addGram(leftArray, rightArray, gram, first, stride);
        kernels.addGram(leftArray, leftArray, gram, 0, stride);
        for (int row = 0; row < n; row++) {
          for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
              expected[i * stride + j] += left[row * p + i] * left[row * p + j];
            }
            for (int j = 0; j < q; j++) {
              expected[first + i * stride + j] += left[row * p + i] * right[row * q + j];
            }
          }
        }
      }
    }
    assertClose("gram", expected, gram, tolerance());
  }

  @Test
  void rowsMeetAVectorFromBothSides() {
    int n = 5;
    int p = 43;
    double[] rows = values(random, n * p);
    double[] v = values(random, p);
    double[] out = ones(n);
    double[] coefficient = values(random, n);
    double[] expectedOut = ones(n);
    double[] expectedSum = v.clone();
    for (int i = 0; i < rows.length; i++) {
      expectedOut[i / p] += rows[i] * v[i % p];
      expectedSum[i % p] += coefficient[i / p] * rows[i];
    }
    try (INDArray matrix = array(rows, n, p);
        INDArray vector = array(v, 43, 1, 1, 1)) {
      kernels.addRowProducts(matrix, vector, out);
      assertClose("products", expectedOut, out, 10 * tolerance());
      kernels.addRows(matrix, coefficient, vector);
      assertClose("rows", expectedSum, host(vector), 10 * tolerance());
    }
  }

  @Test
  void uploadAndDownloadKeepTheOrder() {
    float[] source = {9, 1, 2, 3, 4, 5, 6};
    double[] target = new double[6];
    try (INDArray array = kernels.allocate(1, 1, 2, 3);
        INDArray other = kernels.allocate(1, 1, 2, 3)) {
      assertEquals('c', array.ordering());
      kernels.upload(source, 1, array);
      kernels.copy(array, other);
      kernels.download(other, target);
    }
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, target);
  }

  @Test
  void aClosedArrayIsRefused() {
    INDArray closed = kernels.allocate(1, 1, 2, 3);
    closed.close();
    try (INDArray open = kernels.allocate(1, 1, 2, 3)) {
      assertThrows(IllegalStateException.class, () -> kernels.copy(closed, open));
    }
  }

  @Test
  void aNanIsNotHiddenByTheRelu() {
    for (ChainShape.Pooling pooling : ChainShape.Pooling.values()) {
      requireNan(new ChainShape(1, 8, 8, 17, true, pooling, 2, 2));
      requireNan(new ChainShape(1, 8, 8, 17, true, pooling, 2, 2).withActivation(Activation.SILU));
    }
  }

  private void requireNan(ChainShape s) {
    double[] values = ones(8 * 8 * 17);
    java.util.Arrays.fill(values, Double.NaN);
    try (INDArray a = pixels(s, values);
        INDArray z = pooled(s, new double[s.outHeight() * s.outWidth() * 17])) {
      kernels.chainForward(s, a, ones(17), new double[17], z);
      for (double v : host(z)) {
        assertTrue(Double.isNaN(v), s.toString());
      }
    }
  }

  @Test
  void optimiserStepsFollowTheirFormulas() {
    int length = 67;
    double[] w = values(random, length);
    double[] g = values(random, length);
    double[] m = values(random, length);
    double[] v = random.doubles(length, 0.1, 1).toArray();
    try (INDArray weight = array(w, length, 1, 1, 1);
        INDArray gradient = array(g, length, 1, 1, 1);
        INDArray first = array(m, length, 1, 1, 1);
        INDArray second = array(v, length, 1, 1, 1)) {
      kernels.momentumStep(weight, gradient, first, 0.1, 0.9, 0.01);
      for (int i = 0; i < length; i++) {
        m[i] = 0.9 * m[i] + g[i] + 0.01 * w[i];
        w[i] -= 0.1 * m[i];
      }
      assertClose("velocity", m, host(first), 10 * tolerance());
      assertClose("momentum", w, host(weight), 10 * tolerance());
      kernels.adamStep(weight, gradient, first, second, 0.02, 0.9, 0.99, 1e-3, 0.01);
      for (int i = 0; i < length; i++) {
        double gi = g[i] + 0.01 * w[i];
        m[i] = 0.9 * m[i] + 0.1 * gi;
        v[i] = 0.99 * v[i] + 0.01 * gi * gi;
        w[i] -= 0.02 * m[i] / (Math.sqrt(v[i]) + 1e-3);
      }
      assertClose("m", m, host(first), 10 * tolerance());
      assertClose("v", v, host(second), 10 * tolerance());
      assertClose("adam", w, host(weight), 10 * tolerance());
      kernels.axpy(-0.25, gradient, weight);
      double[] expected = NaiveKernels.combine(1, w, -0.25, g);
      assertClose("axpy", expected, host(weight), 10 * tolerance());
      double[] odd = expected.clone();
      odd[0] = Double.NaN;
      odd[odd.length - 1] = Double.POSITIVE_INFINITY;
      kernels.multiply(gradient, weight);
      double[] products = expected.clone();
      Arrays.setAll(products, i -> expected[i] * g[i]);
      assertClose("products", products, host(weight), 10 * tolerance());
      kernels.upload(odd, weight);
      kernels.clear(weight);
      assertArrayEquals(new double[odd.length], host(weight), "cleared whatever was there");
    }
  }

  /** Random numbers of one chain. */
  private final class ChainData {
    final double[] a;
    final double[] b;
    final double[] kappa;
    final double[] shift;
    final double[] origin;
    final double[] p;
    final double[] q;
    final double[] u;
    final double[] gz;

    ChainData(ChainShape s) {
      a = values(random, s.batch() * s.height() * s.width() * s.channels());
      b = values(random, a.length);
      kappa = scales(random, s.channels());
      shift = values(random, s.channels());
      origin = values(random, s.channels());
      p = scales(random, s.channels());
      q = scales(random, s.channels());
      if (s.activation().equals(Activation.RELU6)) {
        // wide enough to reach both bounds
        Arrays.setAll(kappa, c -> 4 * kappa[c]);
        Arrays.setAll(shift, c -> 3 + shift[c]);
      }
      u = NaiveKernels.affine(a, kappa, shift);
      gz = values(random, s.batch() * s.outHeight() * s.outWidth() * s.channels());
    }
  }

  private INDArray array(double[] values, long... shape) {
    INDArray array = kernels.allocate(shape);
    kernels.upload(values, array);
    return array;
  }

  private INDArray input(ConvShape s, double[] v) {
    return array(v, s.batch(), s.inHeight(), s.inWidth(), s.inChannels());
  }

  private INDArray output(ConvShape s, double[] v) {
    return array(v, s.batch(), s.outHeight(), s.outWidth(), s.outChannels());
  }

  private INDArray pixels(ChainShape s, double[] v) {
    return array(v, s.batch(), s.height(), s.width(), s.channels());
  }

  private INDArray pooled(ChainShape s, double[] v) {
    return array(v, s.batch(), s.outHeight(), s.outWidth(), s.channels());
  }

  private double[] host(INDArray array) {
    double[] target = new double[Math.toIntExact(array.length())];
    kernels.download(array, target);
    return target;
  }
}
