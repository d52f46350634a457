package org.morphoscope.study.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.device.Team;
import org.morphoscope.growth.Configs;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.CurvatureMode;

/** One calibration of a tiny net on generated images, looked at from all sides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalibrationTest {
  private static final int UNITS = 10;
  private static final int GROUPS = 2;
  private static final int NEW = 2;
  private static final int SCORED = 96;

  private final List<String> lines = new ArrayList<>();
  private CalibrationNet net;
  private CalibrationReport report;

  @BeforeAll
  void calibrate() throws Exception {
    net =
        CalibrationNet.trained(
            config("chain:6-4"), Optional.empty(), () -> Nets.fastTeam(1), lines::add);
    try (Team team = Nets.fastTeam(1)) {
      report =
          new Calibration(
                  net, new Calibration.Options(150, 2, true, 1), System::nanoTime, lines::add)
              .run(team, "test");
    }
  }

  private static RunConfig config(String seedNet) {
    RunConfig c = Configs.generated("generated:300", 0.1, 1);
    return c.withSeedNet(SeedNet.named(seedNet))
        .withScoring(
            c.scoring().withLearning(96, 12, 48).withSamples(SCORED, 30).withNewPerGroup(NEW));
  }

  @Test
  void theInjectedNetIsTheGrownNet() {
    CalibrationReport.Inject inject = report.inject();
    assertEquals(UNITS, inject.splits());
    assertEquals(UNITS, inject.prunes());
    assertTrue(inject.worst() < 1e-5, "worst " + inject.worst());
  }

  @Test
  void everyCandidateIsMeasuredAndPredictedInEveryMode() {
    assertEquals(2 * UNITS + GROUPS * NEW, report.singles().size());
    assertEquals(3 * CurvatureMode.values().length, report.agreements().size());
    for (CalibrationReport.Single single : report.singles()) {
      if (single.kind() == MorphKind.NEW_NEURON && single.unit().group() == GROUPS - 1) {
        double spread = single.measured().error() * Math.sqrt(SCORED);
        double predicted = single.predicted().get(CurvatureMode.GGN);
        assertEquals(single.measured().delta(), predicted, 0.05 * spread);
      }
    }
  }

  @Test
  void newNeuronsOfTheLastLayerAreMeasuredAsGgnPredicts() {
    // they act linearly on the logits: ggn is right to third order (ModelOrderTest). The learned
    // changes of single images are large and cancel in the mean, so a sixteenth of them is taken.
    try (Team team = Nets.fastTeam(1);
        StudiedNet probe = new StudiedNet(net, team, System::nanoTime)) {
      Learned learned = probe.learn(probe.options(), probe.draw(1), 1);
      List<double[]> sixteenth =
          learned.newNeurons().outgoing().stream()
              .map(o -> Arrays.stream(o).map(v -> v / 16).toArray())
              .toList();
      Learned small =
          new Learned(
              learned.theta(), learned.newNeurons().withOutgoing(sixteenth), 0, learned.images());
      Scored scored = probe.score(small, CurvatureMode.GGN, SCORED, 1);
      Candidates order = new Candidates(probe.net().spec(), NEW);
      int found = 0;
      for (int c = 0; c < order.size(); c++) {
        if (order.kind(c) == MorphKind.NEW_NEURON && order.unit(c).group() == GROUPS - 1) {
          double measured = probe.measure(scored, List.of(c)).delta();
          double predicted = scored.result().deltas()[c];
          assertEquals(measured, predicted, 0.05 * Math.abs(measured) + 1e-5);
          found++;
        }
      }
      assertEquals(NEW, found);
    }
  }

  @Test
  void setsGrowWithTheirBudget() {
    List<CalibrationReport.SetOutcome> splits =
        report.sets().stream().filter(set -> set.how().equals("greedy splits")).toList();
    assertFalse(splits.isEmpty());
    for (int i = 1; i < splits.size(); i++) {
      assertTrue(splits.get(i).parameterChange() > splits.get(i - 1).parameterChange());
      assertTrue(splits.get(i).predicted() < splits.get(i - 1).predicted());
    }
    report.sets().forEach(set -> assertTrue(Double.isFinite(set.heldOut().delta()), set.how()));
  }

  @Test
  void theDefaultIsTheYardstickOfTheSensitivity() {
    List<Sensitivity.Variation> variations = report.sensitivity().orElseThrow().variations();
    Sensitivity.Variation standard = variations.get(0);
    assertEquals("default", standard.setting());
    assertEquals(1, standard.jaccard());
    assertEquals(1, standard.layerOverlap());
    assertEquals(
        List.of(
            "default",
            "lambda",
            "seed",
            "theta scale",
            "learning steps",
            "learning samples",
            "scoring samples"),
        variations.stream().map(Sensitivity.Variation::setting).distinct().toList());
    List<Sensitivity.Variation> lambdas =
        variations.stream().filter(v -> v.setting().equals("lambda")).toList();
    for (int i = 1; i < lambdas.size(); i++) {
      assertTrue(lambdas.get(i).parameterChange() <= lambdas.get(i - 1).parameterChange());
    }
  }

  @Test
  void theFilesHoldTheReport() throws Exception {
    JsonNode json = new ObjectMapper().readTree(new CalibrationJson().write(report));
    assertEquals(report.singles().size(), json.get("singles").size());
    assertEquals(6, json.get("costs").size());
    assertTrue(json.at("/agreement/0/pearson/se").isNumber());
    String page = CalibrationHtml.page(report, CalibrationHtml.Figures.NONE);
    assertTrue(page.startsWith("<!DOCTYPE html>"));
    assertTrue(page.contains("Sensitivity of the selection"));
    assertFalse(page.contains("http"), "self-contained");
    assertTrue(lines.contains("inject test"), lines.toString());
  }

  @Test
  void badOptionsAreNamed() {
    assertEquals(
        "candidates per kind: expected 2 to 1000000, found 1",
        assertThrows(IllegalArgumentException.class, () -> new Calibration.Options(1, 0, false, 1))
            .getMessage());
  }
}
