package org.morphoscope.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;

class ArchitectureFileTest {
  private static final Path SAMPLES = Path.of("samples/architectures");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "vgg-small", "resnet-small", "mobilenet-small", "chain:4-2"})
  void everySeedNetSurvivesTheWayThroughAFile(String name) throws IOException {
    NetworkSpec seed = SeedNetworks.create(name, new TensorShape(3, 32, 32), 10);
    Path file = Files.writeString(folder.resolve("net.json"), ArchitectureFile.write(seed));
    NetworkSpec read = ArchitectureFile.read(file);
    assertEquals(seed.name(), read.name());
    assertEquals(List.of(boxed(seed)), List.of(boxed(read)));
    assertEquals(
        seed.nodes().subList(0, seed.nodes().size() - 1),
        read.nodes().subList(0, read.nodes().size() - 1));
  }

  private static List<Integer> boxed(NetworkSpec spec) {
    return java.util.Arrays.stream(spec.widths()).boxed().toList();
  }

  @Test
  void theSamplesAreReadAndGrowAsTheySay() throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(SAMPLES)) {
      files = listed.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertFalse(files.isEmpty());
    for (Path file : files) {
      assertFalse(ArchitectureFile.read(file).groups().isEmpty(), file.toString());
    }
    NetworkSpec residual = ArchitectureFile.read(SAMPLES.resolve("residual-separable.json"));
    assertEquals(List.of(8, 16, 24), boxed(residual));
    assertEquals(2, residual.group(0).producers().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"input":[3,32,32],"classes":10} | "nodes"
          {"input":[3,32],"classes":10,"nodes":[{"op":"relu"}]} | [channels, height, width]
          {"input":[3,8,8],"classes":1,"nodes":[{"op":"relu"}]} | "classes" as a whole number from 2
          {"input":[3,8,8],"classes":2,"nodes":[{"op":"conv","width":4}]} | node 1 ('conv1'): expected "kernel"
          {"input":[3,8,8],"classes":2,"nodes":[{"op":"magic"}]} | node 1: expected "op" as one of
          {"input":[3,8,8],"classes":2,"nodes":[{"op":"conv","width":4,"kernel":3,"colour":1}]} | found "colour"
          {"input":[3,8,8],"classes":2,"nodes":[{"op":"conv","width":4,"kernel":3},{"op":"add","inputs":["conv1","input"]}]} | adds 4 x 8 x 8 and 3 x 8 x 8
          {"input":[3,8,8],"classes":2,"nodes":[{"op":"conv","width":4,"kernel":3,"inputs":["x"]}]} | reads 'x'
          {"input":[3,8,8],"classes":2,"nodes":[{"op":"relu"}]} | at least one convolution
          """)
  void whatIsNoNetIsOneSentenceWithItsPlace(String json, String part) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), json);
    var refused = assertThrows(JournalException.class, () -> ArchitectureFile.read(file));
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
    assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
  }

  @Test
  void aSyntaxErrorIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), "{\n \"input\": [3,}");
    var refused = assertThrows(JournalException.class, () -> ArchitectureFile.read(file));
    assertTrue(refused.getMessage().contains("line 2"), refused.getMessage());
  }

  /** The schema and the reader know the same operations and fields. */
  @Test
  void theSchemaNamesEveryOperation() throws IOException {
    JsonNode schema;
    try (InputStream in = ArchitectureFile.class.getResourceAsStream("architecture.schema.json")) {
      schema = new ObjectMapper().readTree(in);
    }
    List<String> operations = new ArrayList<>();
    for (JsonNode variant : schema.at("/$defs/node/oneOf")) {
      JsonNode op = variant.at("/properties/op");
      if (op.has("const")) {
        operations.add(op.get("const").asText());
      } else {
        op.get("enum").forEach(name -> operations.add(name.asText()));
      }
    }
    assertEquals(
        List.of(
            "add",
            "batch-norm",
            "conv",
            "dense",
            "depthwise",
            "dropout",
            "global-average-pool",
            "leaky-relu",
            "pool",
            "relu",
            "relu6",
            "silu"),
        operations.stream().sorted().toList());
  }
}
