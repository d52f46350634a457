package org.morphoscope.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.compute.Nets;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.growth.Configs;
import org.morphoscope.run.GrowthEngine.BatchListener;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEngine.Scores;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.SeedNet;

/** Growth by the scores of a file. */
class FileScoresTest {
  private static final BatchListener QUIET = (done, total, loss) -> {};

  @TempDir Path folder;

  private RunConfig config() {
    RunConfig config = Configs.generated("generated:300", 0.2, 3);
    return config
        .withSeedNet(SeedNet.named("chain:2-3"))
        .withScoring(config.scoring().withLearning(64, 2, 32).withSamples(64, 32))
        .withScoresFile(folder.resolve("scores.json").toString());
  }

  private void write(String first, String second) throws IOException {
    Files.writeString(
        folder.resolve("scores.json"), "{\"conv1\": [" + first + "], \"conv2\": [" + second + "]}");
  }

  private static NumericEngine engine(RunConfig config) throws IOException {
    return new NumericEngine(
        config, DataSource.open(config.data().name()), Nets.fastTeam(1), "test");
  }

  private static double[] splits(NumericEngine engine, int round) throws RunStoppedException {
    engine.refresh(round, QUIET);
    engine.learn(round, QUIET);
    Scores scores = engine.score(round, QUIET, partial -> {});
    int units = engine.spec().unitCount();
    assertTrue(Double.isNaN(scores.deltas()[units]), "no opinion on prunes");
    assertTrue(Double.isFinite(scores.slope()[0]), "the change of the loss is predicted");
    assertArrayEquals(
        Arrays.copyOf(scores.deltas(), engine.spec().group(0).width()),
        scores.layers().get(0).splitDelta());
    return Arrays.copyOf(scores.deltas(), units);
  }

  @Test
  void splitsHaveMinusTheScoresAndNewbornsThoseOfTheirParents()
      throws IOException, RunStoppedException {
    write("5, 1", "0.5, 7, -2");
    RunConfig config = config();
    assertEquals(GrowthStrategy.SCORES, config.strategy());
    try (NumericEngine engine = engine(config);
        NumericEngine resumed = engine(config)) {
      assertArrayEquals(new double[] {-5, -1, -0.5, -7, 2}, splits(engine, 1));
      engine.apply(List.of(0, 3), QUIET);
      Snapshot snapshot = engine.snapshot();
      double[] carried = {-5, -5, -1, -0.5, -7, -7, 2};
      assertArrayEquals(carried, splits(engine, 2));
      engine.apply(List.of(6), QUIET);
      engine.revert();
      assertArrayEquals(carried, splits(engine, 3), "a set that was taken back leaves nothing");
      resumed.restore(snapshot);
      assertArrayEquals(carried, splits(resumed, 2), "a run that is resumed");
    }
  }

  @Test
  void aFileThatChangedIsReadAnewAndHasToFitTheNetAsItIs() throws IOException, RunStoppedException {
    write("5, 1", "0.5, 7, -2");
    try (NumericEngine engine = engine(config())) {
      splits(engine, 1);
      engine.apply(List.of(0), QUIET);
      write("1, 2, 3", "4, 5, 6");
      assertArrayEquals(new double[] {-1, -2, -3, -4, -5, -6}, splits(engine, 2));
      write("1, 2", "4, 5, 6");
      engine.refresh(3, QUIET);
      engine.learn(3, QUIET);
      UncheckedIOException e =
          assertThrows(UncheckedIOException.class, () -> engine.score(3, QUIET, partial -> {}));
      assertTrue(
          e.getCause().getMessage().contains("expected 3 numbers for conv1, one per channel"),
          e.getCause().getMessage());
    }
  }

  @Test
  void aWrongFileIsToldBeforeAnythingIsTrained() throws IOException {
    write("5", "0.5, 7, -2");
    RunConfig config = config();
    try (NumericEngine engine = engine(config)) {
      assertThrows(UncheckedIOException.class, () -> engine.trainEpoch(0, 0, 1, QUIET));
    }
    RunConfig without =
        config.withStrategy(GrowthStrategy.RANDOM).withStrategy(GrowthStrategy.SCORES);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> engine(without).close());
    assertTrue(e.getMessage().contains("scores:FILE"), e.getMessage());
  }
}
