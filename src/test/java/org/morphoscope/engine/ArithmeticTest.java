package org.morphoscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.morphoscope.compute.cpu.CpuKernels;
import org.morphoscope.compute.cpu.OneDnnConvolver;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.EngineControl;
import org.morphoscope.growth.GrowthRun;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Compute;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RoundState;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.config.SecondSet;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.Training;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The arithmetic that a run tells of is the arithmetic that was done. */
class ArithmeticTest {
  private static final int BATCH = 32;
  private static final int TAIL = 2;

  /** Multiply-accumulates by the sizes of the arrays that reach the back end. */
  private final AtomicLong done = new AtomicLong();

  private Team countingTeam() {
    return new Team(
        IntStream.range(0, 2)
            .mapToObj(i -> counting(new CpuKernels(new OneDnnConvolver())))
            .toList());
  }

  private Kernels counting(Kernels kernels) {
    return (Kernels)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "convolve" -> convolution(arguments[3], arguments[2]);
                case "convolveBackwardData" -> convolution(arguments[2], arguments[1]);
                case "convolveBackwardWeights" -> convolution(arguments[2], arguments[3]);
                case "addRowProducts", "addRows" -> {
                  INDArray rows = (INDArray) arguments[0];
                  done.addAndGet(rows.size(0) * rows.size(1));
                }
                case "addGram" -> {
                  INDArray left = (INDArray) arguments[0];
                  INDArray right = (INDArray) arguments[1];
                  done.addAndGet(left.size(0) * left.size(1) * right.size(1));
                }
                default -> {}
              }
              try {
                return method.invoke(kernels, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Every output (or its gradient) is a sum over one filter. */
  private void convolution(Object outputs, Object filters) {
    INDArray w = (INDArray) filters;
    done.addAndGet(((INDArray) outputs).length() * (w.length() / w.size(0)));
  }

  private static RunConfig config(GrowthStrategy strategy) {
    RunConfig config = Configs.generated("generated:300", 0.2, 3);
    return config
        .withRounds(2)
        .withSeedNet(SeedNet.named("chain:4-6"))
        .withTraining(
            Training.standard()
                .withBatch(BATCH)
                .withEpochs(2, 1)
                .withTail(OptionalInt.of(TAIL), TailAt.LAST))
        .withScoring(
            config.scoring().withLearning(96, 4, 48).withSamples(96, 48).withNewPerGroup(3))
        .withStrategy(strategy);
  }

  @ParameterizedTest
  @EnumSource(value = GrowthStrategy.class, mode = EnumSource.Mode.EXCLUDE, names = "SCORES")
  void whatIsToldIsWhatTheBackEndDid(GrowthStrategy strategy) throws IOException {
    requireCounted(config(strategy), strategy.shrinks());
  }

  @ParameterizedTest
  @EnumSource(
      value = SecondSet.class,
      names = {"HALF", "NOTHING"})
  void whatIsTriedAndNotKeptIsCountedToo(SecondSet second) throws IOException {
    RunConfig config = config(GrowthStrategy.GAUSS_NEWTON);
    requireCounted(
        config.withSelection(config.selection().withTryBoth(Optional.of(second))), false);
  }

  private void requireCounted(RunConfig config, boolean shrinks) throws IOException {
    List<GrowthEvent> events = new ArrayList<>();
    List<RoundState> states = new ArrayList<>();
    long images;
    try (NumericEngine engine =
        new NumericEngine(config, DataSource.open(config.data().name()), countingTeam(), "test")) {
      images = engine.data().trainImages() / BATCH * BATCH;
      new GrowthRun(
              new RunIdentity("test", "test"),
              config,
              engine,
              Decider.automatic(),
              new EngineControl(),
              events::add,
              states::add,
              () -> 0)
          .run(Optional.empty());
    }
    RoundSummary last = states.get(states.size() - 1).summary();
    Compute told = last.compute().orElseThrow();
    long training = 0;
    long notDone = 0;
    for (RoundState state : states) {
      int epochs = state.afterTail() ? TAIL : state.round() == 0 ? 2 : 1;
      training += 3 * epochs * images * state.summary().multiplyAccumulates();
      // nobody needs the gradient in the pixels: 32 x 32 positions, 3 x 3 x 3 weights
      notDone += epochs * images * 32 * 32 * 27 * state.summary().widths().get(0);
    }
    notDone += images * 32 * 32 * 27 * inVain(events);
    assertEquals(training, told.training());
    assertEquals(done.get(), told.total() + told.evaluating() - notDone);
    // what takes channels away by what training left learns nothing
    assertTrue(told.learning() > 0 || shrinks, told.toString());
    assertTrue(told.scoring() > 0 && told.measuring() > 0, told.toString());
    List<Compute> spent = new ArrayList<>();
    for (GrowthEvent event : events) {
      if (event instanceof GrowthEvent.PhaseFinished finished) {
        spent.add(finished.spent().orElseThrow());
      }
    }
    for (int i = 1; i < spent.size(); i++) {
      assertTrue(spent.get(i).total() >= spent.get(i - 1).total(), "it only grows");
    }
    assertEquals(told, spent.get(spent.size() - 1));
  }

  /** Channels of the first layer of the nets that were tried for an epoch and not kept. */
  private static long inVain(List<GrowthEvent> events) {
    long channels = 0;
    Architecture net = null;
    List<Architecture> trained = new ArrayList<>();
    for (GrowthEvent event : events) {
      if (event instanceof GrowthEvent.RunStarted started) {
        net = started.architecture();
      } else if (event instanceof GrowthEvent.Proposed proposed) {
        net = proposed.proposal().architecture();
        trained.clear();
      } else if (event instanceof GrowthEvent.Applied applied) {
        net = applied.architecture();
      } else if (event instanceof GrowthEvent.PhaseStarted phase && phase.phase() == Phase.TRAIN) {
        trained.add(net);
        if (trained.size() == 1) {
          // a second set that is empty tells of no change
          net = proposed(events, phase.round()).orElse(net);
        }
      } else if (event instanceof GrowthEvent.Tried tried) {
        channels += trained.get(tried.both().keptSecond() ? 0 : 1).spec().widths()[0];
      }
    }
    return channels;
  }

  private static Optional<Architecture> proposed(List<GrowthEvent> events, int round) {
    return events.stream()
        .filter(e -> e.round() == round && e instanceof GrowthEvent.Proposed)
        .map(e -> ((GrowthEvent.Proposed) e).proposal().architecture())
        .findFirst();
  }
}
