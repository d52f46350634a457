package org.morphoscope.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.cuda.Cards;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.GraphicsCard;
import org.morphoscope.data.DataSource;
import org.morphoscope.engine.NumericEngine;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.Resource;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.selection.CurvatureMode;
import org.nd4j.linalg.api.buffer.DataType;

/** The whole loop on a graphics card; skipped without one. */
class CardGrowthTest {
  private static final RunConfig CONFIG =
      new RunConfig(
          "generated:300",
          OptionalInt.empty(),
          0.2,
          "tiny",
          Optional.empty(),
          2,
          OptionalLong.empty(),
          OptionalLong.empty(),
          11,
          new RunConfig.Training(
              RunConfig.Optimiser.SGD, 0.02, 0.9, 5e-4, RunConfig.Schedule.COSINE, 80, 1, 1, true),
          new RunConfig.Scoring(CurvatureMode.GGN_MC, 96, 4, 48, 0.02, 0.3, 96, 48, 3),
          new RunConfig.Selection(
              RunConfig.Pace.FACTOR,
              1.5,
              OptionalDouble.empty(),
              Resource.PARAMETERS,
              0,
              Set.of(MorphKind.values())),
          GrowthStrategy.GAUSS_NEWTON);

  private static List<GrowthEvent> run(Team team) throws IOException {
    List<GrowthEvent> events = new ArrayList<>();
    try (NumericEngine engine =
        new NumericEngine(CONFIG, DataSource.open(CONFIG.data()), team, "test")) {
      new GrowthRun(
              new RunIdentity("test", "test"),
              CONFIG,
              engine,
              Decider.automatic(),
              new EngineControl(),
              events::add,
              state -> {},
              () -> 0)
          .run(Optional.empty());
    }
    return events;
  }

  private static Team onCard(GraphicsCard card) {
    return new Team(List.of(card.create(DataType.FLOAT)));
  }

  private static <E> E first(List<GrowthEvent> events, Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  @Test
  void aRunRepeatsToTheLastDigitAndBeginsAsOnTheProcessor() throws IOException {
    GraphicsCard card = Cards.assumed();
    List<GrowthEvent> events = run(onCard(card));
    assertEquals(EventText.of(events), EventText.of(run(onCard(card))));
    assertTrue(first(events, GrowthEvent.Applied.class).morphisms().size() > 0);

    // one shard as on the card: how images are augmented depends on how a batch is cut
    List<GrowthEvent> onProcessor = run(Nets.team(1, DataType.FLOAT));
    double expected = first(onProcessor, GrowthEvent.EpochFinished.class).trainLoss();
    double found = first(events, GrowthEvent.EpochFinished.class).trainLoss();
    assertEquals(expected, found, 1e-5 * expected);
    double predicted = first(onProcessor, GrowthEvent.Measured.class).predictedDelta();
    assertEquals(
        predicted,
        first(events, GrowthEvent.Measured.class).predictedDelta(),
        0.01 * Math.abs(predicted));
  }
}
