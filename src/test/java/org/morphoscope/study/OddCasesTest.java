package org.morphoscope.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.device.Team;
import org.morphoscope.journal.disk.Npy;
import org.morphoscope.selection.CurvatureMode;
import org.nd4j.linalg.api.buffer.DataType;

/** Exchange cases that differ from those at hand, legal and illegal. */
class OddCasesTest {
  private static final Path CASE = Path.of("src/test/resources/exchange/case2_bn");

  @TempDir Path folder;

  @BeforeEach
  void copyInputs() throws IOException {
    try (Stream<Path> files = Files.list(CASE)) {
      for (Path file : files.filter(f -> !f.getFileName().toString().startsWith("exp_")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void aCaseNeedNotNameItsFormat() throws IOException {
    ObjectNode net = net();
    net.remove("format");
    write(net);
    assertEquals(ExchangeReader.read(CASE).samples(), ExchangeReader.read(folder).samples());
  }

  @Test
  void aFormatOfAnotherVersionIsRefused() throws IOException {
    write(net().put("format", 2));
    assertThrows(CaseFormatException.class, () -> ExchangeReader.read(folder));
  }

  @Test
  void oneSampleCanBeScoredAndGrownByATeamOfTwo() throws IOException {
    Npy.Array x = Npy.read(folder.resolve("x.npy"));
    int[] shape = x.shape().clone();
    double[] first = Arrays.copyOf(x.values(), x.values().length / shape[0]);
    shape[0] = 1;
    Npy.write(folder.resolve("x.npy"), shape, first);
    Files.write(folder.resolve("y.npy"), oneLabel());
    Files.write(folder.resolve("ytil.npy"), oneLabel());
    ExchangeScore.Result result = score("splits");
    int classes = result.spec().classes();
    assertEquals(classes, result.applied().orElseThrow().trainingLogits().length);
    assertTrue(Arrays.stream(result.applied().get().trainingLogits()).allMatch(Double::isFinite));
  }

  @Test
  void aSetThatCannotBeBuiltIsAnErrorOfTheCase() throws IOException {
    ObjectNode net = net();
    int units = ExchangeReader.read(folder).spec().unitCount();
    ((ObjectNode) net.get("applied")).putArray("both").add(0).add(units);
    write(net);
    CaseFormatException e = assertThrows(CaseFormatException.class, () -> score("both"));
    assertTrue(e.getMessage().contains("channel 0 of layer 0 is changed twice"), e.getMessage());
  }

  private ExchangeScore.Result score(String apply) throws IOException {
    try (Team team = Nets.team(2, DataType.DOUBLE)) {
      return new ExchangeScore(ExchangeReader.read(folder), CurvatureMode.GGN_MC, team)
          .run(Optional.of(apply));
    }
  }

  /** An int32 array of one 0. */
  private static byte[] oneLabel() {
    String dictionary = "{'descr': '<i4', 'fortran_order': False, 'shape': (1,), }";
    byte[] bytes = new byte[10 + 118 + 4];
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0};
    Arrays.fill(bytes, 10, 127, (byte) ' ');
    System.arraycopy(magic, 0, bytes, 0, magic.length);
    byte[] text = dictionary.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, bytes, 10, text.length);
    bytes[127] = '\n';
    return bytes;
  }

  private ObjectNode net() throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(folder.resolve("net.json").toFile());
  }

  private void write(ObjectNode net) throws IOException {
    new ObjectMapper().writeValue(folder.resolve("net.json").toFile(), net);
  }
}
