package org.morphoscope.journal.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.EngineControl;
import org.morphoscope.growth.EventText;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.growth.GrowthRun;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.net.Activation;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;
import org.morphoscope.net.Resource;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.SeedStyle;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Decision.Trial;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.LayerScores.ScoreQuantity;
import org.morphoscope.run.Phase;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.Keep;
import org.morphoscope.run.config.Limits;
import org.morphoscope.run.config.PixelScaling;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.run.config.SecondSet;
import org.morphoscope.run.config.SeedFile;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.run.config.Training;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.selection.DenseGram;
import org.morphoscope.selection.Factor;
import org.morphoscope.selection.FactorGram;
import org.morphoscope.selection.Gram;

class EventCodecTest {
  private final Json json = new Json();

  @Test
  void everyEventOfARunSurvives() throws IOException {
    List<GrowthEvent> events = run();
    Set<Class<?>> kinds = new HashSet<>();
    for (GrowthEvent event : events) {
      if (EventCodec.isRecorded(event)) {
        kinds.add(event.getClass());
        assertSurvives(event);
      }
    }
    Set<Class<?>> expected = new HashSet<>(List.of(GrowthEvent.class.getPermittedSubclasses()));
    expected.remove(GrowthEvent.PhaseProgress.class);
    expected.remove(GrowthEvent.PauseChanged.class);
    // those tell what a person did
    expected.remove(GrowthEvent.LocksChanged.class);
    expected.remove(GrowthEvent.Undone.class);
    expected.removeAll(Set.of(GrowthEvent.TailEpoch.class, GrowthEvent.TailFinished.class));
    expected.removeAll(Set.of(GrowthEvent.SettingsChanged.class, GrowthEvent.Adjusted.class));
    expected.remove(GrowthEvent.Tried.class);
    expected.removeAll(Set.of(GrowthEvent.Diverged.class, GrowthEvent.TailDiverged.class));
    assertEquals(expected, kinds);
  }

  @Test
  void progressAndPausesAreNotKept() {
    assertFalse(EventCodec.isRecorded(new GrowthEvent.PhaseProgress(1, Phase.TRAIN, 1, 2, 3, 4)));
    assertFalse(EventCodec.isRecorded(new GrowthEvent.PauseChanged(1, true)));
  }

  @Test
  void numbersThatAreNotFiniteSurvive() throws IOException {
    double[] odd = {
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.1, 1e-320
    };
    assertSurvives(
        new GrowthEvent.ScoresUpdated(
            1,
            2,
            3,
            List.of(new LayerScores(odd, odd, odd, odd, odd, odd, odd, odd, odd, odd, odd)),
            Optional.empty()));
    assertSurvives(
        new GrowthEvent.ScoresUpdated(
            1, 2, 3, List.of(), Optional.of(new ScoreQuantity("gate derivative", "nats"))));
    assertSurvives(new GrowthEvent.Measured(1, Double.NaN, 1, -0.0, Double.MIN_VALUE, true));
    assertSurvives(
        new GrowthEvent.RoundFinished(
            0,
            new RoundSummary(
                0,
                List.of(3),
                Long.MAX_VALUE,
                1,
                Double.NaN,
                0,
                0,
                0,
                0,
                OptionalDouble.empty(),
                OptionalDouble.of(0.25),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                0,
                3,
                OptionalDouble.of(1e-7),
                -5,
                RoundSummary.Outcome.SEED,
                1.5,
                2.5)));
  }

  @Test
  void tailsSurvive() throws IOException {
    List<GrowthEvent> events = new ArrayList<>();
    for (GrowthEvent event : run()) {
      if (event instanceof GrowthEvent.RoundFinished finished) {
        events.add(
            new GrowthEvent.TailFinished(
                finished.round(),
                finished
                    .summary()
                    .withTail(
                        5, finished.summary().evaluation(), 2.5, finished.summary().compute())));
      }
    }
    assertTrue(events.size() > 1);
    events.add(new GrowthEvent.TailEpoch(2, 0, 5, 0.5, 0.25, 1e-3, Optional.empty()));
    for (GrowthEvent event : events) {
      assertSurvives(event);
    }
  }

  @Test
  void locksAndUndosSurvive() throws IOException {
    assertSurvives(new GrowthEvent.LocksChanged(2, List.of(0, 3)));
    assertSurvives(new GrowthEvent.LocksChanged(2, List.of()));
    assertSurvives(new GrowthEvent.Undone(4));
    for (Adjustment.Setting setting : Adjustment.Setting.values()) {
      assertSurvives(
          new GrowthEvent.Adjusted(1, 2, setting, OptionalDouble.of(0.1), 1.0 / 3, "ada"));
    }
    assertSurvives(
        new GrowthEvent.Adjusted(
            1, -1, Adjustment.Setting.BUDGET, OptionalDouble.empty(), 20_000, ""));
    assertSurvives(new GrowthEvent.SettingsChanged(3, "learning rate 0.1 to 0.03"));
    assertSurvives(new GrowthEvent.Diverged(3, 1, 0.1, 0.03));
    Trial first = new Trial(List.of(3, 1), RoundSummary.Outcome.HALVED, 4_000, 1.0 / 3, 2);
    Trial second = new Trial(List.of(), RoundSummary.Outcome.NOTHING, 3_000, Double.NaN, 0);
    assertSurvives(new GrowthEvent.Tried(3, new Trial.Both(first, second, false)));
    assertSurvives(new GrowthEvent.Tried(3, new Trial.Both(second, first, true)));
    Decision both =
        new Decision(List.of(1), List.of(), List.of(), List.of(), Decision.By.PERSON)
            .against(List.of());
    assertSurvives(new GrowthEvent.Decided(3, both));
    assertSurvives(new GrowthEvent.TailDiverged(3, 2, 0.1, 0.03));
  }

  @Test
  void aProposalWithoutEvidenceAndLocksIsReadAsBefore() throws IOException {
    GrowthEvent.Proposed proposed =
        (GrowthEvent.Proposed)
            run().stream().filter(GrowthEvent.Proposed.class::isInstance).findFirst().orElseThrow();
    assertFalse(proposed.proposal().evidence().isEmpty());
    ObjectNode encoded = EventCodec.encode(proposed);
    ((ObjectNode) encoded.get("proposal")).remove("evidence");
    Proposal old = ((GrowthEvent.Proposed) EventCodec.decode(encoded)).proposal();
    assertTrue(old.evidence().isEmpty());
    assertTrue(old.evidence(0).isEmpty());
    assertTrue(old.locked().isEmpty());
    assertEquals(proposed.proposal().candidates(), old.candidates());
  }

  @Test
  void textSurvives() throws IOException {
    assertSurvives(
        new GrowthEvent.RunEnded(
            3, EndReason.FAILED, "\"quoted\",\nline \u2028 \u00e9 \ud83d\ude00 \\"));
  }

  @ParameterizedTest
  @EnumSource(CurvatureMode.class)
  void everyConfigurationSurvives(CurvatureMode mode) {
    RunConfig c =
        new RunConfig(
            new DataChoice("cifar10:some dir", OptionalInt.of(7), 0.25),
            new SeedNet(
                "my-net",
                Optional.of(SeedNetworks.create("resnet-small", new TensorShape(3, 32, 32), 10)),
                Optional.of(
                    new SeedFile(
                        "net.onnx",
                        "0af1",
                        mode == CurvatureMode.GGN
                            ? Optional.empty()
                            : Optional.of(
                                new PixelScaling(
                                    List.of(0.5, 0.25, 0.0), List.of(0.2, 1.0, 3.0)))))),
            new Limits(9, OptionalLong.of(1L << 40), OptionalLong.of(3)),
            Long.MIN_VALUE,
            new Training(
                Training.Optimiser.ADAM,
                0.003,
                0.1,
                1e-5,
                Training.Schedule.STEP,
                64,
                0,
                5,
                false,
                mode == CurvatureMode.GGN
                    ? new TailPlan(OptionalInt.of(3), OptionalLong.empty(), TailAt.ALL, 0.3)
                    : new TailPlan(
                        OptionalInt.empty(),
                        OptionalLong.of(1L << 50),
                        new TailAt(false, List.of(5L, 1L << 40)),
                        0),
                mode == CurvatureMode.GGN ? 2 : 0),
            new Scoring(mode, 10, 20, 30, 0.1, 0.7, 40, 0, 5),
            new Selection(
                Selection.Pace.ADAPTIVE,
                2.5,
                OptionalDouble.of(1e-7),
                Resource.MULTIPLY_ACCUMULATES,
                0.25,
                2,
                mode == CurvatureMode.GGN ? 1.5 : 0,
                Set.of(MorphKind.PRUNE, MorphKind.NEW_NEURON),
                mode == CurvatureMode.GGN ? Selection.Start.FRESH : Selection.Start.LEARNED,
                mode == CurvatureMode.GGN ? Optional.of(SecondSet.NEW) : Optional.empty()),
            GrowthStrategy.RANDOM_NEW,
            mode == CurvatureMode.SQRT ? 1 : RunConfig.NUMERICS,
            mode == CurvatureMode.SQRT ? Optional.empty() : Optional.of("scores.csv"),
            mode == CurvatureMode.SQRT ? Keep.ALL : Keep.LAST);
    assertEquals(c, ConfigCodec.decode(Fields.of(ConfigCodec.encode(c), "a configuration")));
  }

  @Test
  void theStyleOfASeedNetSurvivesAndIsUsualWhereNothingSaysIt() {
    RunConfig standard = RunConfig.standard("generated", "tiny", 1, 1);
    assertFalse(ConfigCodec.encode(standard).has("activation"));
    assertFalse(ConfigCodec.encode(standard).has("dropout"));
    for (SeedStyle style :
        List.of(new SeedStyle(Activation.SILU, 0.25), new SeedStyle(Activation.leaky(0.2), 0))) {
      RunConfig c = standard.withSeedNet(standard.seedNet().withStyle(style));
      assertEquals(c, ConfigCodec.decode(Fields.of(ConfigCodec.encode(c), "a configuration")));
    }
    assertEquals(
        standard, ConfigCodec.decode(Fields.of(ConfigCodec.encode(standard), "a configuration")));
  }

  @Test
  void everyOperationOfANetSurvives() {
    NetworkSpec spec =
        new NetworkBuilder("all", new TensorShape(1, 12, 12))
            .conv(3, 3, 2, 1, true)
            .relu()
            .pool(Op.Pool.Kind.AVERAGE, 2, 1)
            .conv(4, 1, 1, 0, false)
            .batchNorm(1e-3)
            .relu()
            .depthwise(3, 1, 1)
            .plus("relu2")
            .pool(Op.Pool.Kind.MAX, 2, 2)
            .conv(2, 1, 1, 0, true)
            .silu()
            .dropout(0.2)
            .leakyRelu(0.2)
            .globalAveragePool()
            .dense(5);
    assertEquals(spec, NetCodec.decodeSpec(Fields.of(NetCodec.encode(spec), "a net")));
  }

  @Test
  void aGramMatrixTakesHalfWhenItIsSymmetricAndSurvivesWhenItIsNot() throws IOException {
    double[] symmetric = {1.1, 0.3, 0.3, 2.2};
    assertEquals(2, GramCodec.encode(new DenseGram(2, symmetric)).get("rows").size());
    assertTrue(GramCodec.encode(new DenseGram(2, symmetric)).get("symmetric").asBoolean());
    double[] skew = {1.1, 0.3, 0.30000001, 2.2};
    double[] floats = {1, 0.5, 0.25, 2};
    for (double[] gram : List.of(symmetric, skew, floats)) {
      Gram dense = new DenseGram(2, gram);
      Gram read = GramCodec.decode(Fields.of(GramCodec.encode(dense), "a matrix"), 2);
      assertEquals(EventText.of(dense), EventText.of(read));
    }
    assertThrows(
        MalformedException.class,
        () ->
            GramCodec.decode(
                Fields.of(GramCodec.encode(new DenseGram(2, symmetric)), "a matrix"), 3));
  }

  @Test
  void aGramMatrixOfVeryManyCandidatesIsWrittenAsItsFactor() {
    float[][] factor = {{1, 2, 3}, {-0.5f, 0.1f, 7}, {0, 1e-9f, 2}, {4, 4, 4}, {1, 0, 0}};
    Gram gram = new FactorGram(Factor.of(factor), 5);
    Gram read = GramCodec.decode(Fields.of(GramCodec.encode(gram), "a matrix"), 3);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(gram.at(i, j), read.at(i, j), 0);
      }
    }
    assertThrows(
        MalformedException.class,
        () -> GramCodec.decode(Fields.of(GramCodec.encode(gram), "a matrix"), 4));
  }

  @Test
  void noNameOfAClassOrConstantReachesTheDisk() throws IOException {
    for (GrowthEvent event : run()) {
      if (EventCodec.isRecorded(event)) {
        String line = new String(json.line(EventCodec.encode(event)), StandardCharsets.UTF_8);
        assertTrue(line.startsWith("{\"v\":1,\"type\":\""), line);
        // with the underscore: three letters may stand in a Gram matrix in base64
        assertFalse(line.contains("morphoscope") || line.contains("GGN_MC"), line);
        assertFalse(line.contains(event.getClass().getSimpleName()), line);
        assertEquals(line.length() - 1, line.indexOf('\n'));
      }
    }
  }

  @Test
  void whatIsNotAnEventIsDescribed() {
    assertRefused("[]", "an event as a JSON object");
    assertRefused("{\"v\":2,\"type\":\"x\",\"round\":1}", "newer Morphoscope");
    assertRefused("{\"v\":1,\"type\":\"x\",\"round\":1}", "a known \"type\", found \"x\"");
    assertRefused(
        "{\"v\":1,\"type\":\"epoch\",\"round\":\"a\"}", "a whole number in field \"round\"");
    assertRefused(
        "{\"v\":1,\"type\":\"phase-started\",\"round\":1,\"phase\":\"nap\",\"total\":1}", "train");
    assertRefused("{\"v\":1,", "JSON");
    assertRefused("{} {}", "JSON");
  }

  private void assertRefused(String text, String part) {
    JournalException e =
        assertThrows(
            JournalException.class,
            () ->
                json.parse(
                    text.getBytes(StandardCharsets.UTF_8),
                    Path.of("events.jsonl"),
                    "line 3",
                    EventCodec::decode));
    assertTrue(e.getMessage().startsWith("events.jsonl, line 3"), e.getMessage());
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private void assertSurvives(GrowthEvent event) throws IOException {
    byte[] line = json.line(EventCodec.encode(event));
    GrowthEvent read = json.parse(line, Path.of("events.jsonl"), "", EventCodec::decode);
    assertEquals(EventText.of(event), EventText.of(read));
  }

  private static List<GrowthEvent> run() throws IOException {
    List<GrowthEvent> events = new ArrayList<>();
    RunConfig config = Configs.seeded(2, 1);
    Decider person =
        (Proposal p) ->
            new Decision(p.selected(), List.of(1), p.selected(), List.of(2), Decision.By.PERSON);
    new GrowthRun(
            new RunIdentity("run-1", "0.0"),
            config,
            new FakeEngine(config, new FakeEngine.Script()),
            person,
            new EngineControl(),
            events::add,
            GrowthRun.Checkpoint.NONE,
            System::nanoTime)
        .run(Optional.empty());
    return events;
  }
}
