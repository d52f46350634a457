package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.TrainingPass;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.cuda.Cards;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.GraphicsCard;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.selection.Grams;
import org.nd4j.linalg.api.buffer.DataType;

/** All kernel implementations give the same passes of a whole net, float32, to 1e-4. */
class KernelAgreementTest {
  private static final int SAMPLES = 20;

  private record Passes(double[] trainingLogits, double[] losses, ScoreResult scores) {}

  @Test
  void trainingFrozenForwardAndScoringAgree() {
    agree(() -> Nets.fastTeam(2));
  }

  @Test
  void aGraphicsCardAgreesToo() {
    GraphicsCard card = Cards.assumed();
    agree(() -> new Team(List.of(card.create(DataType.FLOAT))));
  }

  private static void agree(Supplier<Team> teams) {
    for (NetworkSpec spec :
        List.of(Nets.mixed(), Nets.unpadded(), Nets.pooledTwice(), Nets.curvedChain())) {
      for (CurvatureMode mode : CurvatureMode.values()) {
        Passes fast = run(spec, mode, teams.get());
        Passes reference = run(spec, mode, Nets.team(2, DataType.FLOAT));
        String what = spec.name() + " " + mode.label();
        near(reference.trainingLogits(), fast.trainingLogits(), what + ": training logits");
        near(reference.losses(), fast.losses(), what + ": losses");
        near(reference.scores().slope(), fast.scores().slope(), what + ": a");
        near(
            Grams.values(reference.scores().gram()),
            Grams.values(fast.scores().gram()),
            what + ": G");
        near(reference.scores().deltas(), fast.scores().deltas(), what + ": dL");
      }
    }
  }

  private static Passes run(NetworkSpec spec, CurvatureMode mode, Team made) {
    Weights weights = Nets.weights(spec, 61);
    ImageLoader images = Nets.images(spec, SAMPLES, 62);
    List<double[]> theta = ThetaLearner.initialTheta(spec, weights, 0.5, 63);
    try (Team team = made;
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      Baseline baseline = Baseline.of(passes, SAMPLES, images, done -> {});
      ScoreResult scores;
      try (ScoringPass pass =
          new ScoringPass(
              network, team, mode, SAMPLES, theta, baseline.meanZ(), NewNeurons.none())) {
        // given labels, so that a draw on the edge does not differ by rounding
        int[] labels = new int[SAMPLES];
        scores = pass.run(SAMPLES, images, LabelSampler.given(labels), (done, partial) -> {});
      }
      try (TrainingPass pass = new TrainingPass(network, team, SAMPLES)) {
        pass.run(images, 0);
        return new Passes(pass.logits(), baseline.losses(), scores);
      }
    }
  }

  private static void near(double[] expected, double[] found, String what) {
    double largest = 0;
    for (double e : expected) {
      largest = Math.max(largest, Math.abs(e));
    }
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], 1e-4 * largest, what + " at " + i);
    }
  }
}
