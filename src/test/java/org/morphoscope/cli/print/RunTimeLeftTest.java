package org.morphoscope.cli.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.PhaseProgress;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.TailAt;

class RunTimeLeftTest {
  /** Two epochs first, one per round, two rounds that grow by half, a tail of four epochs. */
  private static RunConfig config() {
    RunConfig config = RunConfig.standard("generated", "tiny", 2, 1);
    return config
        .withTraining(config.training().withEpochs(2, 1).withTail(OptionalInt.of(4), TailAt.LAST))
        .withSelection(Selection.standard().withGrowthFactor(1.5));
  }

  private static RunTimeLeft started() {
    RunTimeLeft left = new RunTimeLeft();
    NetworkSpec net = SeedNetworks.create("tiny", new TensorShape(3, 8, 8), 3);
    left.accept(
        new GrowthEvent.RunStarted(
            "r",
            0,
            config(),
            architecture(net),
            100,
            10,
            0,
            List.of("a", "b", "c"),
            "",
            "0",
            List.of()),
        0);
    return left;
  }

  private static Architecture architecture(NetworkSpec net) {
    List<List<ChannelInfo>> channels = new ArrayList<>();
    for (int width : net.widths()) {
      channels.add(IntStream.range(0, width).mapToObj(i -> new ChannelInfo(i, -1, 0)).toList());
    }
    return new Architecture(net, channels);
  }

  private static PhaseProgress progress(int round, Phase phase, long done, long total) {
    return new PhaseProgress(round, phase, done, total, 0, Double.NaN);
  }

  @Test
  void epochsAheadAreReckonedAtTheGrowthOfTheNet() {
    RunTimeLeft left = started();
    left.accept(new GrowthEvent.PhaseStarted(0, Phase.TRAIN, 200), 0);
    // half of two epochs took 10 s: 10 s each; then 15 s, 22.5 s, and a tail of four of 22.5 s
    assertEquals(
        10 + 15 + 22.5 + 4 * 22.5,
        left.left(progress(0, Phase.TRAIN, 100, 200), 10).getAsDouble(),
        1e-9);
  }

  @Test
  void atTheEndOnlyTheTailIsLeft() {
    RunTimeLeft left = started();
    left.accept(new GrowthEvent.PhaseStarted(2, Phase.TAIL, 400), 50);
    assertEquals(30, left.left(progress(2, Phase.TAIL, 100, 400), 10).getAsDouble(), 1e-9);
  }

  @Test
  void withoutAMeasurementNothingIsSaid() {
    RunTimeLeft left = started();
    left.accept(new GrowthEvent.PhaseStarted(1, Phase.SCORE, 100), 0);
    assertTrue(left.left(progress(1, Phase.SCORE, 50, 100), 1).isEmpty());
    assertTrue(left.left(progress(1, Phase.SCORE, 0, 0), 1).isEmpty());
  }
}
