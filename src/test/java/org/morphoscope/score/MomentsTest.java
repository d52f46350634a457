package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.LayerMoments;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.CurvatureMode;

/** Mean and variance of a and b do not depend on gamma, not even in single precision. */
class MomentsTest {
  private static final int SAMPLES = 16;

  @Test
  void aChannelWithTinyGammaKeepsItsDigits() {
    NetworkSpec spec = Nets.mixed();
    Weights weights = Nets.weights(spec, 51);
    weights.layers().get(0).gamma()[0] = 1e-7;
    ImageLoader images = Nets.images(spec, SAMPLES, 52);
    check(spec, weights, images, Nets.fastTeam(2), 1e-5);
    check(spec, weights, images, Nets.team(2), 1e-12);
  }

  private static void check(
      NetworkSpec spec, Weights weights, ImageLoader images, Team made, double tolerance) {
    List<double[]> theta = ThetaLearner.initialTheta(spec, weights, 0.5, 53);
    try (Team team = made;
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        FrozenPass pass = new FrozenPass(network, SAMPLES, team.lead());
        ScoringPass scoring =
            new ScoringPass(
                network,
                team,
                CurvatureMode.FISHER,
                SAMPLES,
                theta,
                Baseline.of(passes, SAMPLES, images, done -> {}).meanZ(),
                NewNeurons.none())) {
      LayerMoments moments =
          scoring
              .run(SAMPLES, images, LabelSampler.seeded(1), (done, partial) -> {})
              .moments()
              .get(0);
      pass.load(images, 0);
      pass.forward();
      double[] a = new double[(int) pass.a(0).length()];
      team.lead().download(pass.a(0), a);
      int channels = spec.layer(0).width();
      for (int c = 0; c < channels; c++) {
        double mean = 0;
        for (int i = c; i < a.length; i += channels) {
          mean += a[i] * channels / a.length;
        }
        double variance = 0;
        for (int i = c; i < a.length; i += channels) {
          variance += (a[i] - mean) * (a[i] - mean) * channels / a.length;
        }
        assertEquals(mean, moments.meanA()[c], tolerance * Math.sqrt(variance), "mean " + c);
        assertEquals(variance, moments.varianceA()[c], tolerance * variance, "variance " + c);
      }
    }
  }
}
