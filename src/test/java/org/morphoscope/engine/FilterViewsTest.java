package org.morphoscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.Nets;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.growth.Configs;
import org.morphoscope.run.AppliedMorphism.Filter;
import org.morphoscope.run.GrowthEngine.BatchListener;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.SeedNet;

/** The numbers that draw a change are those of the net before and after it. */
class FilterViewsTest {
  private static final BatchListener QUIET = (done, total, loss) -> {};
  private static final int WIDTH = 2;

  private static NumericEngine scored() throws IOException, RunStoppedException {
    RunConfig config = Configs.generated("generated:300", 0.2, 3);
    config =
        config
            .withSeedNet(SeedNet.named("chain:2-3"))
            .withScoring(config.scoring().withLearning(64, 2, 32).withSamples(64, 32));
    NumericEngine engine =
        new NumericEngine(config, DataSource.open(config.data().name()), Nets.fastTeam(1), "test");
    engine.refresh(1, QUIET);
    engine.learn(1, QUIET);
    engine.score(1, QUIET, partial -> {});
    return engine;
  }

  private static double[] values(Snapshot of, String name) {
    return of.arrays().get(name).values();
  }

  private static void assertRounded(double expected, double found) {
    assertEquals(expected, found, 6e-4 * Math.abs(expected) + 1e-12);
  }

  @Test
  void childrenOfASplitHaveWPlusAndMinusThetaAndAreReadByHalf() throws Exception {
    try (NumericEngine engine = scored()) {
      double[] reading = values(engine.snapshot(), "W1");
      Filter filter = engine.filters(List.of(0)).get(0);
      assertEquals(List.of(0, 1, 2), filter.shown());
      engine.apply(List.of(0), QUIET);
      Snapshot grown = engine.snapshot();
      double[] w = values(grown, "W0");
      int fanIn = filter.weights().size();
      double length = 0;
      for (int i = 0; i < fanIn; i++) {
        assertRounded((w[i] + w[fanIn + i]) / 2, filter.weights().get(i));
        assertRounded((w[i] - w[fanIn + i]) / 2, filter.theta().get(i));
        length += Math.abs(filter.theta().get(i));
      }
      assertTrue(length > 0, "theta was learned");
      double[] after = values(grown, "W1");
      int plane = filter.kernel() * filter.kernel();
      double longest = 0;
      for (int o = 0; o < 3; o++) {
        double of = 0;
        for (int i = 0; i < plane; i++) {
          double v = reading[o * WIDTH * plane + i];
          assertEquals(v / 2, after[o * (WIDTH + 1) * plane + i], 1e-6);
          of += v * v;
        }
        longest = Math.max(longest, Math.sqrt(of));
      }
      assertEquals(3, filter.outgoing().size());
      assertRounded(longest, filter.outgoing().get(0));
    }
  }

  @Test
  void aPruneHasItsFilterWithoutThetaAndTheHeadReadsTheLastLayer() throws Exception {
    try (NumericEngine engine = scored()) {
      int units = engine.spec().unitCount();
      double[] w = values(engine.snapshot(), "W1");
      Filter filter = engine.filters(List.of(units + WIDTH)).get(0);
      assertEquals(List.of(), filter.theta());
      assertEquals(2, filter.inputs());
      for (int i = 0; i < filter.weights().size(); i++) {
        assertRounded(w[i], filter.weights().get(i));
      }
      assertEquals(FilterViews.MOST_READERS, filter.outgoing().size());
    }
  }
}
