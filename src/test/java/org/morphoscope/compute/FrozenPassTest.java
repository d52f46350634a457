package org.morphoscope.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.NetworkSpec;

class FrozenPassTest {
  private static final int SAMPLES = 5;

  /** The net under test. */
  NetworkSpec net() {
    return Nets.mixed();
  }

  private final NetworkSpec spec = net();
  private final Weights weights = Nets.weights(spec, 5);
  private final ImageLoader images = Nets.images(spec, SAMPLES, 6);

  @Test
  void gMatchesFiniteDifferencesOfEachSamplesLossWithFrozenBatchNorm() {
    try (Team team = Nets.team(1);
        Network network = new Network(spec, weights, team.lead());
        FrozenPass pass = new FrozenPass(network, SAMPLES, team.lead());
        Gradients gradients = pass.newGradients(false)) {
      pass.load(images, 0);
      pass.forward();
      pass.backward(pass.labels(), gradients);
      for (int l = 0; l < network.depth(); l++) {
        double[] z = download(team, pass.z(l));
        double[] g = download(team, gradients.total(l));
        int perSample = z.length / SAMPLES;
        for (int i = 0; i < z.length; i += Math.max(1, z.length / 60)) {
          double up = lossWith(team, pass, l, z, i, 1e-5, i / perSample);
          double down = lossWith(team, pass, l, z, i, -1e-5, i / perSample);
          assertEquals((up - down) / 2e-5, g[i], 1e-8, "layer " + l + ", element " + i);
        }
      }
    }
  }

  private static double lossWith(
      Team team, FrozenPass pass, int layer, double[] z, int i, double step, int sample) {
    double old = z[i];
    z[i] = old + step;
    team.lead().upload(z, pass.z(layer));
    pass.forwardFrom(layer);
    double loss = pass.losses()[sample];
    z[i] = old;
    team.lead().upload(z, pass.z(layer));
    pass.forwardFrom(layer);
    return loss;
  }

  private static double[] download(Team team, org.nd4j.linalg.api.ndarray.INDArray array) {
    double[] values = new double[(int) array.length()];
    team.lead().download(array, values);
    return values;
  }

  @Test
  void rebasingKeepsTheInferenceFunctionAndMakesTrainingModeAgreeWithIt() {
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        TrainingPass training = new TrainingPass(network, team, SAMPLES)) {
      double[] before = FrozenLosses.of(passes, SAMPLES, images, done -> {}).losses();
      BatchNormStatistics.rebase(passes, SAMPLES, images, done -> {});
      double[] after = FrozenLosses.of(passes, SAMPLES, images, done -> {}).losses();
      training.run(images, 0);
      double mean = 0;
      for (int i = 0; i < SAMPLES; i++) {
        assertEquals(before[i], after[i], 1e-12, "sample " + i);
        mean += after[i];
      }
      assertEquals(mean, training.lossSum(), 1e-11, "training mode");
    }
  }

  @Test
  void refreshedStatisticsAreThoseOfTrainingMode() {
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, 3);
        TrainingPass training = new TrainingPass(network, team, SAMPLES)) {
      BatchNormStatistics.refresh(passes, SAMPLES, images, done -> {});
      double frozen = FrozenLosses.of(passes, SAMPLES, images, done -> {}).loss();
      training.run(images, 0);
      assertEquals(frozen, training.lossSum() / SAMPLES, 1e-11);
    }
  }
}
