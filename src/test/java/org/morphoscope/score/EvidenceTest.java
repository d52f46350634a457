package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.selection.Evidence;
import org.morphoscope.selection.Evidences;
import org.nd4j.linalg.api.buffer.DataType;

/** What a scoring pass keeps of single images. */
class EvidenceTest {
  private static final int SAMPLES = 30;
  private static final int BATCH = 8;

  private record Scored(ScoreResult result, float[][] changes) {}

  private static Scored score(NetworkSpec spec, Team made) {
    Weights weights = Nets.weights(spec, 61);
    ImageLoader images = Nets.images(spec, SAMPLES, 62);
    List<double[]> theta = ThetaLearner.initialTheta(spec, weights, 0.5, 63);
    try (Team team = made;
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      Baseline baseline = Baseline.of(passes, SAMPLES, images, done -> {});
      NewNeurons newNeurons = NewNeuronSource.draw(passes, 3, 64, SAMPLES, images, done -> {});
      try (ScoringPass pass =
          new ScoringPass(
              network, team, CurvatureMode.GGN_MC, BATCH, theta, baseline.meanZ(), newNeurons)) {
        // given labels, so that a draw on the edge does not differ by rounding
        ScoreResult result =
            pass.run(SAMPLES, images, LabelSampler.given(new int[SAMPLES]), (done, partial) -> {});
        float[][] changes = new float[SAMPLES][result.deltas().length];
        for (int n = 0; n < SAMPLES; n++) {
          for (int c = 0; c < changes[n].length; c++) {
            changes[n][c] = pass.changes().at(n, c);
          }
        }
        return new Scored(result, changes);
      }
    }
  }

  @Test
  void theChangesOfTheImagesAverageToThePredictedChange() {
    Scored scored = score(Nets.mixed(), Nets.fastTeam(2));
    double[] deltas = scored.result().deltas();
    for (int c = 0; c < deltas.length; c++) {
      int candidate = c;
      double mean =
          IntStream.range(0, SAMPLES)
              .mapToDouble(n -> scored.changes()[n][candidate])
              .average()
              .orElseThrow();
      assertEquals(deltas[c], mean, 1e-6 * Math.max(1, Math.abs(deltas[c])));
    }
  }

  @Test
  void theBinsCountEveryImageWhereItIs() {
    Scored scored = score(Nets.mixed(), Nets.fastTeam(2));
    assertEquals(scored.result().deltas().length, scored.result().evidence().size());
    for (int c = 0; c < scored.result().evidence().size(); c++) {
      Evidence evidence = scored.result().evidence().get(c);
      assertEquals(SAMPLES, evidence.samples());
      int[] counted = new int[Evidence.BINS];
      for (float[] row : scored.changes()) {
        int bin = 0;
        while (bin < Evidence.BINS - 1 && row[c] >= evidence.edge(bin + 1)) {
          bin++;
        }
        counted[bin]++;
      }
      int moved = 0;
      for (int bin = 0; bin < counted.length; bin++) {
        moved += Math.abs(counted[bin] - evidence.counts()[bin]);
      }
      // a value on an edge may fall to either side by rounding
      assertTrue(moved <= 2, "candidate " + c + ": " + moved);
    }
  }

  @Test
  void noBinMixesGainsAndLosses() {
    for (Evidence evidence : score(Nets.mixed(), Nets.fastTeam(2)).result().evidence()) {
      double edge = Math.round(-evidence.first() / evidence.binWidth());
      assertEquals(0, evidence.first() + edge * evidence.binWidth(), 1e-12);
    }
  }

  @Test
  void theEndsAreTheImagesThatChangeMost() {
    Scored scored = score(Nets.mixed(), Nets.fastTeam(2));
    for (int c = 0; c < scored.result().evidence().size(); c++) {
      int candidate = c;
      Evidence evidence = scored.result().evidence().get(c);
      double[] sorted =
          IntStream.range(0, SAMPLES).mapToDouble(n -> scored.changes()[n][candidate]).toArray();
      java.util.Arrays.sort(sorted);
      for (int i = 0; i < evidence.best().length; i++) {
        assertEquals(sorted[i], evidence.bestDelta()[i]);
        assertEquals(scored.changes()[evidence.best()[i]][c], evidence.bestDelta()[i]);
        assertTrue(evidence.bestDelta()[i] < 0);
      }
      for (int i = 0; i < evidence.worst().length; i++) {
        assertEquals(sorted[SAMPLES - 1 - i], evidence.worstDelta()[i]);
        assertTrue(evidence.worstDelta()[i] > 0);
      }
    }
  }

  @Test
  void neitherThreadsNorKernelsChangeIt() {
    for (NetworkSpec spec : List.of(Nets.mixed(), Nets.unpadded())) {
      Scored one = score(spec, Nets.fastTeam(1));
      Scored two = score(spec, Nets.fastTeam(2));
      Scored reference = score(spec, Nets.team(2, DataType.FLOAT));
      for (Scored other : List.of(two, reference)) {
        float largest = 0;
        for (float[] row : one.changes()) {
          for (float change : row) {
            largest = Math.max(largest, Math.abs(change));
          }
        }
        for (int n = 0; n < SAMPLES; n++) {
          assertArrayEquals(one.changes()[n], other.changes()[n], 1e-4f * largest);
        }
        assertSameEnds(one, other, 1e-4f * largest);
      }
    }
  }

  private static void assertSameEnds(Scored one, Scored other, float tolerance) {
    for (int c = 0; c < one.result().evidence().size(); c++) {
      Evidence expected = one.result().evidence().get(c);
      Evidence found = other.result().evidence().get(c);
      List<Float> ends = new ArrayList<>();
      for (float end : found.bestDelta()) {
        ends.add(end);
      }
      for (int i = 0; i < Math.min(ends.size(), expected.bestDelta().length); i++) {
        assertEquals(expected.bestDelta()[i], ends.get(i), tolerance);
      }
      assertEquals(expected.samples(), found.samples());
    }
  }

  @Test
  void aCandidateThatChangesNothingHasAllImagesInOneBinAndNoEnds() {
    Evidence evidence = Evidences.of(new double[] {0}, 1, 12, 5).get(0);
    assertEquals(12, evidence.samples());
    assertEquals(1, IntStream.of(evidence.counts()).filter(count -> count > 0).count());
    assertEquals(0, evidence.best().length);
    assertEquals(0, evidence.worst().length);
  }
}
