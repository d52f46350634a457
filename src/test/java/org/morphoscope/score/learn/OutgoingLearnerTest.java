package org.morphoscope.score.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.LabelSampler;
import org.morphoscope.selection.CurvatureMode;

class OutgoingLearnerTest {
  private static final int SAMPLES = 24;
  private static final int NEW = 3;
  private static final int BATCH = 8;

  static Stream<Arguments> cases() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise(), Nets.branched())
        .flatMap(net -> Stream.of(CurvatureMode.values()).map(mode -> Arguments.of(net, mode)));
  }

  /** What is learned, and J_l of every group with it. */
  private record Learned(List<double[]> outgoing, double[] objective) {}

  private static Learned learn(NetworkSpec spec, CurvatureMode mode, int steps, long cacheBytes) {
    Weights weights = Nets.weights(spec, 101);
    ImageLoader images = Nets.images(spec, SAMPLES, 102);
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      NewNeurons newNeurons = NewNeuronSource.draw(passes, NEW, 104, SAMPLES, images, done -> {});
      ThetaLearner.Options options =
          new ThetaLearner.Options(mode, SAMPLES, BATCH, steps, 0.01, 0.3, 105, cacheBytes);
      try (ThetaLearner learner = new ThetaLearner(network, team, options, newNeurons)) {
        learner.learn(images, (done, objective) -> {});
        List<double[]> outgoing = new ArrayList<>(learner.outgoing());
        learner.meanGradient(images, LabelSampler.seeded(options.seed() ^ 0x5DEECE66DL), SAMPLES);
        return new Learned(outgoing, learner.outgoingObjective(SAMPLES));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsLearnedLowersThePredictedLossOfEveryGroupWithAndWithoutWhatIsKept(
      NetworkSpec spec, CurvatureMode mode) {
    Learned kept = learn(spec, mode, 3, Long.MAX_VALUE);
    for (double objective : kept.objective()) {
      assertTrue(objective < 0, "" + objective);
    }
    assertSame(kept.outgoing(), learn(spec, mode, 3, 0).outgoing());
  }

  @ParameterizedTest
  @EnumSource(CurvatureMode.class)
  void theWeightsDoNotDependOnTheStepsOfTheta(CurvatureMode mode) {
    List<double[]> none = learn(Nets.mixed(), mode, 0, Long.MAX_VALUE).outgoing();
    List<double[]> few = learn(Nets.mixed(), mode, 2, Long.MAX_VALUE).outgoing();
    List<double[]> many = learn(Nets.mixed(), mode, 7, Long.MAX_VALUE).outgoing();
    assertSame(none, few);
    assertSame(few, many);
  }

  private static void assertSame(List<double[]> expected, List<double[]> found) {
    assertEquals(expected.size(), found.size());
    for (int l = 0; l < expected.size(); l++) {
      assertArrayEquals(expected.get(l), found.get(l), 1e-10);
    }
  }
}
