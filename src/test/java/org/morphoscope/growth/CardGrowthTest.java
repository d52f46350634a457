package org.morphoscope.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.cuda.Cards;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.GraphicsCard;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.engine.NumericEngine;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.Training;
import org.nd4j.linalg.api.buffer.DataType;

/** The whole loop on a graphics card; skipped without one. */
class CardGrowthTest {
  private static final RunConfig CONFIG =
      RunConfig.standard("generated:300", "tiny", 2, 11)
          .withData(new DataChoice("generated:300", OptionalInt.empty(), 0.2))
          .withTraining(
              Training.standard()
                  .withLearningRate(0.02)
                  .withSchedule(Training.Schedule.COSINE)
                  .withBatch(80)
                  .withEpochs(1, 1))
          .withScoring(
              Scoring.standard()
                  .withLearning(96, 4, 48)
                  .withLearnRate(0.02)
                  .withSamples(96, 48)
                  .withNewPerGroup(3))
          .withSelection(Selection.standard().withGrowthFactor(1.5));

  private static List<GrowthEvent> run(Team team) throws IOException {
    List<GrowthEvent> events = new ArrayList<>();
    try (NumericEngine engine =
        new NumericEngine(CONFIG, DataSource.open(CONFIG.data().name()), team, "test")) {
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
