package org.morphoscope.score.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.score.Baseline;
import org.morphoscope.score.Injection;

class TrueLossThetaTest {
  private static final int SAMPLES = 6;

  private final NetworkSpec spec = Nets.mixed();
  private final Weights weights = Nets.weights(spec, 41);
  private final ImageLoader images = Nets.images(spec, SAMPLES, 42);
  private final List<double[]> initial = ThetaLearner.initialTheta(spec, weights, 0.7, 43);

  @Test
  void theGradientIsThatOfTheInjectedNetsLoss() {
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead())) {
      for (UnitId unit : List.of(new UnitId(0, 1), new UnitId(1, 3), new UnitId(3, 2))) {
        double[] row = row(unit);
        double[] gradient;
        try (TrueLossTheta learner = new TrueLossTheta(network, team, unit, SAMPLES)) {
          gradient = learner.gradient(row, images, 0);
        }
        for (int i = 0; i < row.length; i += Math.max(1, row.length / 6)) {
          double h = 1e-6;
          double slope = (loss(network, team, unit, i, h) - loss(network, team, unit, i, -h)) / 2;
          assertEquals(slope / h, gradient[i], 1e-6 * Math.max(1, Math.abs(gradient[i])));
        }
      }
    }
  }

  @Test
  void learningLowersTheTrueLossWithinTheLengthOfTheWeights() {
    UnitId unit = new UnitId(1, 3);
    try (Team team = Nets.team(1);
        Network network = new Network(spec, weights, team.lead())) {
      double before = loss(network, team, unit, 0, 0);
      double[] learned;
      try (TrueLossTheta learner = new TrueLossTheta(network, team, unit, SAMPLES)) {
        learned = learner.learn(row(unit), 40, 0.02, SAMPLES, images);
      }
      System.arraycopy(learned, 0, initial.get(1), 3 * learned.length, learned.length);
      assertTrue(loss(network, team, unit, 0, 0) < before);
      double square = 0;
      for (double v : learned) {
        square += v * v;
      }
      assertTrue(Math.sqrt(square) <= weights.layers().get(1).norm(3) * (1 + 1e-12));
    }
  }

  @Test
  void groupsOfSeveralLayersAreRefused() {
    NetworkSpec residual = Nets.residual();
    try (Team team = Nets.team(1);
        Network network = new Network(residual, Nets.weights(residual, 1), team.lead())) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new TrueLossTheta(network, team, new UnitId(0, 0), SAMPLES));
    }
  }

  private double[] row(UnitId unit) {
    int fanIn = spec.layer(unit.group()).fanIn();
    double[] row = new double[fanIn];
    System.arraycopy(initial.get(unit.group()), unit.channel() * fanIn, row, 0, fanIn);
    return row;
  }

  private double loss(Network network, Team team, UnitId unit, int index, double step) {
    List<double[]> theta = initial.stream().map(double[]::clone).toList();
    theta.get(unit.group())[unit.channel() * spec.layer(unit.group()).fanIn() + index] += step;
    try (FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        FrozenPass pass = new FrozenPass(network, SAMPLES, team.lead())) {
      double[][] meanZ = Baseline.of(passes, SAMPLES, images, done -> {}).meanZ();
      pass.load(images, 0);
      pass.forward();
      return FrozenLosses.mean(
          new Injection(pass, theta, meanZ)
              .losses(unit.group(), MorphKind.SPLIT, List.of(unit.channel()), false));
    }
  }
}
