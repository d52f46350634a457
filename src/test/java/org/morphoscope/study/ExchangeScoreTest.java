package org.morphoscope.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.device.Team;
import org.morphoscope.journal.disk.Npy;
import org.morphoscope.selection.CurvatureMode;
import org.nd4j.linalg.api.buffer.DataType;

/** The exchange cases of another implementation, in both precisions. */
class ExchangeScoreTest {
  private static final Path CASES = Path.of("src/test/resources/exchange");

  @ParameterizedTest
  @CsvSource({
    "case1_tiny, sqrt",
    "case1_tiny, fisher",
    "case1_tiny, ggn-mc",
    "case1_tiny, ggn",
    "case2_bn, sqrt",
    "case2_bn, fisher",
    "case2_bn, ggn-mc",
    "case2_bn, ggn"
  })
  void scoresAgreeWithTheOtherImplementation(String name, String mode) throws IOException {
    check(name, mode, true, () -> Nets.team(2, DataType.DOUBLE));
    check(name, mode, false, () -> Nets.team(2, DataType.FLOAT));
    check(name, mode, false, () -> Nets.fastTeam(2));
  }

  private static void check(String name, String mode, boolean exact, Supplier<Team> teams)
      throws IOException {
    Path folder = CASES.resolve(name);
    ExchangeCase input = ExchangeReader.read(folder);
    double activations = exact ? 1e-9 : 1e-4;
    double scores = exact ? 1e-9 : 1e-3;
    for (String set : List.of("splits", "both")) {
      JsonNode found;
      try (Team team = teams.get()) {
        ExchangeScore.Result result =
            new ExchangeScore(input, CurvatureMode.of(mode), team).run(Optional.of(set));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ExchangeWriter.write(result, bytes);
        found = new ObjectMapper().readTree(bytes.toByteArray());
      }
      Expectation expect =
          new Expectation(folder, name + " " + mode + (exact ? " double" : " float"));
      expect.near("exp_logits", found.get("logits"), activations);
      expect.near("exp_loss", found.get("loss"), activations);
      for (String array : List.of("a", "G", "dL", "se")) {
        expect.near("exp_" + mode + "_" + array, found.get(array), scores);
      }
      expect.near("exp_" + mode + "_rawprune_a", found.get("rawPrune").get("a"), scores);
      expect.near("exp_" + mode + "_rawprune_dL", found.get("rawPrune").get("dL"), scores);
      for (int l = 0; l < input.theta().size(); l++) {
        expect.near("exp_" + mode + "_dtheta" + l, found.get("dtheta").get(l), scores);
        expect.near("exp_zmean" + l, found.get("zmean").get(l), activations);
        for (String moment : List.of("ma", "va", "mb", "vb", "cab")) {
          expect.near("exp_bn" + l + "_" + moment, found.get("bn").get(l).get(moment), scores);
        }
      }
      String after = "exp_after_" + set + "_";
      JsonNode applied = found.get("applied");
      expect.near(after + "logits", applied.get("logits"), exact ? 1e-9 : 1e-3);
      expect.near(after + "logits_training", applied.get("logitsTraining"), exact ? 1e-9 : 1e-3);
      for (var entry : applied.get("params").properties()) {
        expect.near(after + entry.getKey(), entry.getValue(), exact ? 1e-9 : 1e-3);
      }
      if (exact) {
        selections(folder, mode, found);
      }
    }
  }

  private static void selections(Path folder, String mode, JsonNode found) throws IOException {
    JsonNode expected =
        new ObjectMapper().readTree(folder.resolve("net.json").toFile()).get("selection").get(mode);
    for (String set : List.of("splits", "both")) {
      JsonNode e = expected.get(set);
      JsonNode f = found.get("selection").get(set);
      assertEquals(e.get("selected"), f.get("selected"), mode + " " + set);
      assertEquals(e.get("dR").asLong(), f.get("dR").asLong());
      assertEquals(e.get("predicted_dL").asDouble(), f.get("predicted_dL").asDouble(), 1e-9);
    }
  }

  /** Arrays of a case, compared relative to their largest element. */
  private record Expectation(Path folder, String what) {
    void near(String stem, JsonNode found, double tolerance) throws IOException {
      double[] expected = Npy.read(folder.resolve(stem + ".npy")).values();
      List<Double> values = new ArrayList<>();
      flatten(found, values);
      assertEquals(expected.length, values.size(), what + ": size of " + stem);
      double largest = 0;
      for (double e : expected) {
        largest = Math.max(largest, Math.abs(e));
      }
      double worst = 0;
      for (int i = 0; i < expected.length; i++) {
        worst = Math.max(worst, Math.abs(expected[i] - values.get(i)));
      }
      assertTrue(
          worst <= tolerance * Math.max(largest, 1e-12),
          "%s: %s is off by %.3g of its largest element".formatted(what, stem, worst / largest));
    }

    private static void flatten(JsonNode node, List<Double> values) {
      if (node.isArray()) {
        node.forEach(child -> flatten(child, values));
      } else {
        values.add(node.asDouble());
      }
    }
  }
}
