package org.morphoscope.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.NetworkSpec;

class TrainingPassTest {
  private static final int SAMPLES = 6;

  /** The net under test. */
  NetworkSpec net() {
    return Nets.mixed();
  }

  private final NetworkSpec spec = net();
  private final Weights weights = Nets.weights(spec, 3);
  private final ImageLoader images = Nets.images(spec, SAMPLES, 4);

  /** Mean training loss of the batch at given weights. */
  private double loss(Weights at) {
    try (Team team = Nets.team(1);
        Network network = new Network(spec, at, team.lead());
        TrainingPass pass = new TrainingPass(network, team, SAMPLES)) {
      pass.run(images, 0);
      return pass.lossSum() / SAMPLES;
    }
  }

  @Test
  void everyGradientOfTheWholeNetMatchesFiniteDifferencesInTrainingMode() {
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead());
        TrainingPass pass = new TrainingPass(network, team, SAMPLES)) {
      pass.run(images, 0);
      for (int l = 0; l < weights.layers().size(); l++) {
        LayerGradient gradient = pass.gradients().get(l);
        LayerWeights layer = weights.layers().get(l);
        double[] w = new double[layer.weight().length];
        if (w.length > 0) {
          team.lead().download(gradient.weight(), w);
        }
        compare("weight of layer " + l, w, layer.weight());
        compare("gamma of layer " + l, gradient.gamma(), layer.gamma());
        compare("beta of layer " + l, gradient.beta(), layer.beta());
        compare("bias of layer " + l, gradient.bias(), layer.bias());
      }
    }
  }

  private void compare(String what, double[] gradient, double[] values) {
    double largest = 0;
    for (double g : gradient) {
      largest = Math.max(largest, Math.abs(g));
    }
    for (double[] direction : FiniteDifferences.directions(gradient.length, 5)) {
      double expected = FiniteDifferences.central(values, direction, 1e-5, () -> loss(weights));
      double slope = FiniteDifferences.slope(gradient, direction);
      assertEquals(expected, slope, 1e-6 * Math.max(1e-2, largest), what);
    }
  }

  @Test
  void shardsDoNotChangeTheResult() {
    double[] one = step(1);
    double[] three = step(3);
    double[] more = step(SAMPLES + 2);
    for (int i = 0; i < one.length; i++) {
      assertEquals(one[i], three[i], 1e-12, "logit " + i);
      assertEquals(one[i], more[i], 1e-12, "logit " + i + " with more shards than images");
    }
  }

  private double[] step(int shards) {
    try (Team team = Nets.team(shards);
        Network network = new Network(spec, weights, team.lead());
        TrainingPass pass = new TrainingPass(network, team, SAMPLES);
        Optimiser optimiser =
            new Optimiser(
                Optimiser.Kind.SGD,
                0.9,
                1e-3,
                network,
                team.lead(),
                Optimiser.fresh(Optimiser.Kind.SGD, weights))) {
      for (int i = 0; i < 3; i++) {
        pass.run(images, 0);
        optimiser.step(pass, 0.05);
      }
      pass.run(images, 0);
      return pass.logits();
    }
  }

  /** Without momentum and decay a step is the rate times the gradient. */
  @Test
  void normsOfGradientsAreTheLengthsOfPlainSteps() {
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead());
        TrainingPass pass = new TrainingPass(network, team, SAMPLES);
        Optimiser optimiser =
            new Optimiser(
                Optimiser.Kind.SGD,
                0,
                0,
                network,
                team.lead(),
                Optimiser.fresh(Optimiser.Kind.SGD, weights))) {
      GradientNorms norms = new GradientNorms();
      double[] squares = new double[spec.layers().size() + 1];
      for (int batch = 0; batch < 2; batch++) {
        pass.run(images, 0);
        norms.add(pass, team.lead());
        Weights before = network.download();
        optimiser.step(pass, 0.01);
        Weights after = network.download();
        for (int l = 0; l < squares.length; l++) {
          squares[l] += distance(before.layers().get(l), after.layers().get(l)) / 1e-4 / 2;
        }
      }
      for (int l = 0; l < squares.length; l++) {
        double expected = Math.sqrt(squares[l]);
        assertEquals(expected, norms.rootMeanSquares().get(l), 1e-9 * (1 + expected), "layer " + l);
      }
    }
  }

  private static double distance(LayerWeights a, LayerWeights b) {
    double[][] before = {a.weight(), a.gamma(), a.beta(), a.bias()};
    double[][] after = {b.weight(), b.gamma(), b.beta(), b.bias()};
    double sum = 0;
    for (int v = 0; v < before.length; v++) {
      for (int i = 0; i < before[v].length; i++) {
        sum += (after[v][i] - before[v][i]) * (after[v][i] - before[v][i]);
      }
    }
    return sum;
  }

  @Test
  void bothOptimisersLowerTheLoss() {
    for (Optimiser.Kind kind : Optimiser.Kind.values()) {
      try (Team team = Nets.team(2);
          Network network = new Network(spec, weights, team.lead());
          TrainingPass pass = new TrainingPass(network, team, SAMPLES);
          Optimiser optimiser =
              new Optimiser(kind, 0.9, 0, network, team.lead(), Optimiser.fresh(kind, weights))) {
        pass.run(images, 0);
        double before = pass.lossSum();
        for (int i = 0; i < 30; i++) {
          pass.run(images, 0);
          optimiser.step(pass, kind == Optimiser.Kind.SGD ? 0.05 : 0.01);
        }
        assertTrue(pass.lossSum() < 0.5 * before, kind + ": " + before + " to " + pass.lossSum());
      }
    }
  }

  @Test
  void anOptimisersMemorySurvivesTheWayThroughTheHost() {
    double[] straight = steps(4, 0);
    double[] interrupted = steps(2, 2);
    for (int i = 0; i < straight.length; i++) {
      assertEquals(straight[i], interrupted[i], 1e-13);
    }
  }

  private double[] steps(int first, int second) {
    Weights at = weights;
    OptimiserState state = Optimiser.fresh(Optimiser.Kind.ADAM, weights);
    for (int count : new int[] {first, second}) {
      try (Team team = Nets.team(1);
          Network network = new Network(spec, at, team.lead());
          TrainingPass pass = new TrainingPass(network, team, SAMPLES);
          Optimiser optimiser =
              new Optimiser(Optimiser.Kind.ADAM, 0, 1e-3, network, team.lead(), state)) {
        for (int i = 0; i < count; i++) {
          pass.run(images, 0);
          optimiser.step(pass, 0.01);
        }
        at = network.download();
        state = optimiser.download();
      }
    }
    return at.layers().get(1).weight();
  }
}
