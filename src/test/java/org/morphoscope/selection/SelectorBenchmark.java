package org.morphoscope.selection;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.net.TensorShape;
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
import org.openjdk.jmh.annotations.Warmup;

/** Selecting from many candidates; splits and prunes of a net of eight layers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class SelectorBenchmark {
  private static final int LAYERS = 8;
  private static final int SAMPLES = 2048;

  /** Lambda moves by so much from one picture of a dragged line to the next. */
  private static final double DRAG = 1.05;

  private static final Selector.Rules RULES =
      Selector.Rules.of(0, Set.of(MorphKind.SPLIT, MorphKind.PRUNE)).withMostPrunes(20);

  @Param({"100", "1000", "4000", "10000"})
  private int candidates;

  private NetworkSpec spec;
  private JointModel model;
  private Selector selector;
  private long allowance;
  private double middle;
  private int moves;

  /** Invented scores, and the lambda that goes with a growth of 40 %. */
  @Setup(Level.Trial)
  public void setUp() {
    NetworkBuilder builder = new NetworkBuilder("wide", new TensorShape(3, 32, 32));
    for (int l = 0; l < LAYERS; l++) {
      int units = candidates / 2;
      builder.convBnRelu(units * (l + 1) / LAYERS - units * l / LAYERS, 3, 1, 1, 1e-5);
    }
    spec = builder.globalAveragePool().dense(10);
    model = model(2 * spec.unitCount(), spec.unitCount());
    allowance = Math.round(0.4 * Resources.of(spec).parameters());
    selector = fresh();
    middle = selector.forBudget(allowance, RULES).lambda();
  }

  /** Gains of splits and harms of prunes; samples share a few directions and have noise. */
  static JointModel model(int candidates, int splits) {
    SplittableRandom random = new SplittableRandom(1);
    double[] slope = new double[candidates];
    double[] size = new double[candidates];
    for (int c = 0; c < candidates; c++) {
      double gain = 1e-3 * Math.pow(random.nextDouble(), 3);
      slope[c] = c < splits ? -gain : gain;
      size[c] = Math.sqrt(gain);
    }
    float[][] rows = new float[SAMPLES][candidates];
    for (float[] row : rows) {
      double shared = random.nextGaussian();
      for (int c = 0; c < candidates; c++) {
        row[c] = (float) (size[c] * (0.02 * shared + 0.7 * (2 * random.nextDouble() - 1)));
      }
    }
    FactorGram factor = new FactorGram(Factor.of(rows), SAMPLES);
    return new JointModel(
        slope,
        candidates > DenseGram.LARGEST ? factor : new DenseGram(candidates, Grams.values(factor)));
  }

  private Selector fresh() {
    return new Selector(model, new double[model.size()], spec, 0, Resource.PARAMETERS);
  }

  /** A person drags lambda: up and down by a factor of four, 5 % at a time. */
  @Benchmark
  public Selector.Selection draggedLambda() {
    moves++;
    int phase = moves % 56;
    return selector.atLambda(middle * Math.pow(DRAG, phase < 28 ? phase - 14 : 42 - phase), RULES);
  }

  /** The first selection on a model, rows of G at hand. */
  @Benchmark
  public Selector.Selection firstAtLambda() {
    return fresh().atLambda(middle, RULES);
  }

  /** The first selection on a model whose rows of G have to be computed where they are. */
  @Benchmark
  public Selector.Selection firstOfAll() {
    JointModel cold =
        model.gram() instanceof FactorGram factor
            ? new JointModel(model.slope(), new FactorGram(factor.factor(), factor.samples()))
            : model;
    return new Selector(cold, new double[model.size()], spec, 0, Resource.PARAMETERS)
        .atLambda(middle, RULES);
  }

  @Benchmark
  public Selector.Selection forBudget() {
    return fresh().forBudget(allowance, RULES);
  }

  /** What is selected, to be read beside the times. */
  public static void main(String[] args) {
    for (String size : args.length == 0 ? new String[] {"1000"} : args) {
      SelectorBenchmark benchmark = new SelectorBenchmark();
      benchmark.candidates = Integer.parseInt(size);
      benchmark.setUp();
      Selector.Selection chosen = benchmark.forBudget();
      Selector.Selection low = benchmark.fresh().atLambda(0, RULES);
      System.out.println(
          Arrays.asList(size, chosen.selected().size(), chosen.lambda(), low.selected().size()));
    }
  }
}
