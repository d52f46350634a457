package org.morphoscope.journal.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.docs.JsonSchema;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.EngineControl;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.growth.GrowthRun;
import org.morphoscope.net.Activation;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;
import org.morphoscope.net.Padding;
import org.morphoscope.net.SeedStyle;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Decision.Trial;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.LayerScores.ScoreQuantity;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.config.Keep;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.selection.Factor;
import org.morphoscope.selection.FactorGram;

/**
 * The published schema of {@code events.jsonl} says what the codec does: every event is valid under
 * it, it has no field that is never written, and it demands exactly the fields that reading
 * demands, with the types that reading takes.
 */
class EventSchemaTest {
  private static final Path SCHEMA =
      Path.of("src/main/resources/org/morphoscope/journal/events.schema.json");

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void everyEventIsValidAndEveryFieldIsWritten() throws IOException {
    JsonSchema schema = JsonSchema.closed(SCHEMA);
    Set<Class<?>> kinds = new HashSet<>();
    for (GrowthEvent event : events()) {
      kinds.add(event.getClass());
      assertEquals(List.of(), schema.problems(written(event)), event.getClass().getSimpleName());
    }
    Set<Class<?>> recorded = new HashSet<>(List.of(GrowthEvent.class.getPermittedSubclasses()));
    recorded.removeAll(Set.of(GrowthEvent.PhaseProgress.class, GrowthEvent.PauseChanged.class));
    assertEquals(recorded, kinds, "kinds of events that were looked at");
    assertEquals(Set.of(), schema.fieldsNotMet(), "fields of the schema that are never written");
  }

  @Test
  void theSchemaDemandsTheFieldsThatReadingDemands() throws IOException {
    JsonSchema schema = JsonSchema.closed(SCHEMA);
    int looked = 0;
    for (JsonNode event : differentEvents()) {
      for (Place place : places(event)) {
        JsonNode without = event.deepCopy();
        place.in(without).remove(place.field());
        assertEquals(
            readable(without),
            schema.problems(without).isEmpty(),
            "valid and readable without " + place);
        looked++;
      }
    }
    assertTrue(looked > 200, looked + " fields");
  }

  @Test
  void theSchemaTakesTheTypesThatReadingTakes() throws IOException {
    JsonSchema schema = JsonSchema.closed(SCHEMA);
    for (JsonNode event : differentEvents()) {
      for (Place place : places(event)) {
        JsonNode wrong = event.deepCopy();
        JsonNode before = place.in(wrong).get(place.field());
        place
            .in(wrong)
            .set(
                place.field(),
                before.isObject()
                    ? JsonNodeFactory.instance.numberNode(0.5)
                    : JsonNodeFactory.instance.objectNode());
        assertFalse(readable(wrong), "readable with another type of " + place);
        assertFalse(schema.problems(wrong).isEmpty(), "valid with another type of " + place);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fashion-gentle", "generated-tiny", "generated-table"})
  void recordedSamplesAreValid(String sample) throws IOException {
    JsonSchema schema = JsonSchema.closed(SCHEMA);
    try (Stream<String> lines = Files.lines(Path.of("samples", sample, "events.jsonl"))) {
      for (String line : (Iterable<String>) lines::iterator) {
        assertEquals(List.of(), schema.problems(mapper.readTree(line)), sample);
      }
    }
  }

  @Test
  void everyTypeFieldAndPhaseIsInTheDocument() throws IOException {
    String document = Files.readString(Path.of("src/site/markdown/formats.md"));
    JsonNode schema = mapper.readTree(SCHEMA.toFile()).get("$defs");
    List<String> missing = new ArrayList<>();
    for (JsonNode event : differentEvents()) {
      String type = event.get("type").asText();
      String row =
          document
              .lines()
              .filter(line -> line.startsWith("| `" + type + "` |"))
              .collect(Collectors.joining("\n"));
      List<String> fields = new ArrayList<>();
      schema.get(type).get("properties").fieldNames().forEachRemaining(fields::add);
      fields.removeAll(List.of("v", "type", "round"));
      fields.removeIf(field -> row.contains("`" + field + "`") || row.endsWith("| as `epoch` |"));
      if (row.isEmpty() || !fields.isEmpty()) {
        missing.add(type + " " + fields);
      }
    }
    assertEquals(List.of(), missing, "rows and fields of the table of events in formats.md");
    for (JsonNode phase : schema.at("/phase-started/properties/phase/enum")) {
      assertTrue(document.contains("`" + phase.asText() + "`"), "phase " + phase);
    }
    List<String> figures = new ArrayList<>(List.of("compute", "tailEpochs", "beforeTail"));
    schema.at("/compute/properties").fieldNames().forEachRemaining(figures::add);
    figures.removeIf(field -> document.contains("`" + field + "`"));
    assertEquals(List.of(), figures, "fields of summary.json");
  }

  /** Where a field is: the way to its object, and its name. */
  private record Place(String type, List<Object> way, String field) {
    ObjectNode in(JsonNode event) {
      JsonNode at = event;
      for (Object step : way) {
        at = step instanceof Integer i ? at.get(i) : at.get((String) step);
      }
      return (ObjectNode) at;
    }

    @Override
    public String toString() {
      return type + " " + way + " " + field;
    }
  }

  /** All fields of all objects; of a list, those of its first entry and of entries unlike it. */
  private static List<Place> places(JsonNode event) {
    List<Place> places = new ArrayList<>();
    collect(event.get("type").asText(), event, List.of(), places);
    return places;
  }

  private static void collect(String type, JsonNode node, List<Object> way, List<Place> places) {
    if (node.isObject()) {
      node.fieldNames().forEachRemaining(name -> places.add(new Place(type, way, name)));
      node.fields()
          .forEachRemaining(
              each -> collect(type, each.getValue(), with(way, each.getKey()), places));
    }
    Set<String> shapes = new HashSet<>();
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      Set<String> names = new TreeSet<>();
      node.get(i).fieldNames().forEachRemaining(names::add);
      if (node.get(i).isObject() && shapes.add(names + node.get(i).path("op").asText())) {
        collect(type, node.get(i), with(way, i), places);
      }
    }
  }

  private static List<Object> with(List<Object> way, Object step) {
    List<Object> longer = new ArrayList<>(way);
    longer.add(step);
    return longer;
  }

  private boolean readable(JsonNode event) {
    try {
      EventCodec.decode(event);
      return true;
    } catch (MalformedException e) {
      return false;
    }
  }

  /** An event as it comes back from the disk. */
  private JsonNode written(GrowthEvent event) throws IOException {
    return mapper.readTree(new Json().line(EventCodec.encode(event)));
  }

  /** The first event of every kind, and others that have fields of their own. */
  private List<JsonNode> differentEvents() throws IOException {
    Set<String> seen = new HashSet<>();
    List<JsonNode> different = new ArrayList<>();
    for (GrowthEvent event : events()) {
      JsonNode written = written(event);
      Set<String> shape = new TreeSet<>();
      places(written).forEach(place -> shape.add(place.way() + place.field()));
      if (seen.add(written.get("type") + shape.toString())) {
        different.add(written);
      }
    }
    return different;
  }

  private static final TailPlan TAIL =
      new TailPlan(OptionalInt.of(1), OptionalLong.empty(), TailAt.ALL, 0.5);

  /** A run with everything in it that events can carry. */
  private static List<GrowthEvent> events() throws IOException {
    List<GrowthEvent> events = new ArrayList<>();
    RunConfig config = Configs.seeded(2, 1);
    config =
        config
            .withSeedNet(config.seedNet().withStyle(new SeedStyle(Activation.SILU, 0.2)))
            .withTraining(config.training().withTail(TAIL))
            .withSelection(config.selection().withDiscount(1))
            .withKeep(Keep.LAST);
    new GrowthRun(
            new RunIdentity("run-1", "0.0"),
            config,
            new FakeEngine(config, new FakeEngine.Script()),
            Decider.automatic(),
            new EngineControl(),
            events::add,
            GrowthRun.Checkpoint.NONE,
            System::nanoTime)
        .run(Optional.empty());
    events.removeIf(event -> !EventCodec.isRecorded(event));
    events.add(new GrowthEvent.LocksChanged(1, List.of(0, 2)));
    events.add(new GrowthEvent.Undone(2));
    events.add(new GrowthEvent.SettingsChanged(2, "learning rate 0.03 (was 0.1)"));
    events.add(
        new GrowthEvent.Adjusted(
            2, -1, Adjustment.Setting.BUDGET, OptionalDouble.of(1), 20_000, "ada"));
    events.add(
        new GrowthEvent.Adjusted(
            2, 0, Adjustment.Setting.BUDGET, OptionalDouble.empty(), 20_000, "ada"));
    Trial first = new Trial(List.of(0, 2), RoundSummary.Outcome.APPLIED, 4_000, 1.5, 1);
    Trial second = new Trial(List.of(), RoundSummary.Outcome.NOTHING, 3_000, 1.4, 0);
    events.add(new GrowthEvent.Tried(2, new Trial.Both(first, second, true)));
    events.add(
        new GrowthEvent.Decided(
            2,
            new Decision(List.of(0, 2), List.of(), List.of(), List.of(), Decision.By.PERSON)
                .against(List.of())));
    events.add(new GrowthEvent.Diverged(2, 1, Double.POSITIVE_INFINITY, 0.03));
    events.add(new GrowthEvent.TailDiverged(2, 1, 0.03, 0.01));
    events.add(
        new GrowthEvent.Measured(1, Double.NaN, Double.NEGATIVE_INFINITY, Double.NaN, 0, true));
    GrowthEvent.ScoresUpdated scores =
        (GrowthEvent.ScoresUpdated) first(events, GrowthEvent.ScoresUpdated.class);
    events.add(
        new GrowthEvent.ScoresUpdated(
            1, 2, 3, scores.layers(), Optional.of(new ScoreQuantity("gate derivative", "nats"))));
    events.add(withEveryOption(first(events, GrowthEvent.RunStarted.class)));
    events.add(withLocksAndFactor(first(events, GrowthEvent.Proposed.class)));
    events.add(withFilter((GrowthEvent.Applied) first(events, GrowthEvent.Applied.class)));
    return events;
  }

  private static GrowthEvent first(List<GrowthEvent> events, Class<?> kind) {
    return events.stream().filter(kind::isInstance).findFirst().orElseThrow();
  }

  /** The same change with the numbers that draw it. */
  private static GrowthEvent withFilter(GrowthEvent.Applied of) {
    AppliedMorphism.Filter filter =
        new AppliedMorphism.Filter(
            3, 1, List.of(0, 2), List.of(0.5, -1.0), List.of(0.25, 0.125), List.of(2.0, 1.0), true);
    List<AppliedMorphism> morphisms = of.morphisms().stream().map(m -> m.with(filter)).toList();
    return new GrowthEvent.Applied(of.round(), morphisms, of.architecture(), of.predictedDelta());
  }

  private static Stream<Class<?>> operations(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(EventSchemaTest::operations)
        : Stream.of(type);
  }

  /** The same start with every option set, on a net with every operation. */
  private static GrowthEvent withEveryOption(GrowthEvent start) {
    NetworkSpec net =
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
            .op("wide", new Op.Conv(2, 3, 1, new Padding(0, 1, 2, 1), true))
            .relu6()
            .silu()
            .dropout(0.2)
            .leakyRelu(0.2)
            .op("padded", new Op.Pool(Op.Pool.Kind.MAX, 2, 1, Padding.of(1)))
            .globalAveragePool()
            .dense(5);
    assertEquals(
        operations(Op.class).collect(Collectors.toSet()),
        net.nodes().stream().map(node -> node.op().getClass()).collect(Collectors.toSet()),
        "operations in the net");
    ObjectNode event = EventCodec.encode(start);
    ObjectNode config = (ObjectNode) event.get("config");
    config.put("trainLimit", 7).put("parameterBudget", 1000).put("macBudget", 2000);
    config.put("scoresFile", "scores.csv");
    config.set("architecture", NetCodec.encode(net));
    config.remove(List.of("activation", "dropout"));
    ObjectNode training = (ObjectNode) config.get("training");
    training.remove("tailAtAll");
    training.putArray("tailAt").add(1000);
    ObjectNode file =
        config.putObject("seedFile").put("name", "net.onnx").put("fingerprint", "abc");
    file.putArray("inputMean").add(0.5);
    file.putArray("inputDeviation").add(0.25);
    ((ObjectNode) config.get("selection")).put("lambda", 1e-6);
    ObjectNode architecture = (ObjectNode) event.get("architecture");
    architecture.set("net", NetCodec.encode(net));
    ArrayNode groups = architecture.putArray("channels");
    for (int width : net.widths()) {
      ObjectNode group = groups.addObject();
      for (String column : List.of("id", "parent", "born")) {
        ArrayNode values = group.putArray(column);
        IntStream.range(0, width).forEach(values::add);
      }
    }
    event.putArray("dataNotes").add("6 of 6 pictures in the test part are also in training.");
    return EventCodec.decode(event);
  }

  /** The same proposal with locks, and with a Gram matrix that is kept as its factor. */
  private static GrowthEvent withLocksAndFactor(GrowthEvent proposed) {
    ObjectNode event = EventCodec.encode(proposed);
    ObjectNode proposal = (ObjectNode) event.get("proposal");
    Factor factor = new Factor(2, proposal.get("slope").size());
    proposal.set("gram", GramCodec.encode(new FactorGram(factor, 2)));
    proposal.putArray("locked").add(0);
    return EventCodec.decode(event);
  }
}
