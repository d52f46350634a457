package org.morphoscope.selection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;

class ScoreFileTest {
  private final NetworkSpec spec = SeedNetworks.create("chain:2-3", new TensorShape(3, 8, 8), 2);
  private final String first = spec.leaders().get(0).id();
  private final String second = spec.leaders().get(1).id();

  @TempDir Path folder;

  private double[][] read(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return ScoreFile.read(file, spec);
  }

  private String csv(String lines) {
    return "layer,channel,score\n" + lines.replace("A", first).replace("B", second);
  }

  @Test
  void linesOfCsvMayStandInAnyOrder() throws IOException {
    double[][] scores = read("a.csv", csv("B,2,3e-1\nA,0,-1\n\n\"A\",1,2\r\nB,0,0\n B , 1 , 7 \n"));
    assertArrayEquals(new double[] {-1, 2}, scores[0]);
    assertArrayEquals(new double[] {0, 7, 0.3}, scores[1]);
  }

  @Test
  void jsonHasTheNumbersOfEveryLayer() throws IOException {
    double[][] scores =
        read("a.json", "{\"" + second + "\": [1, 2.5, -3e2],\n \"" + first + "\": [0, 1]}");
    assertArrayEquals(new double[] {0, 1}, scores[0]);
    assertArrayEquals(new double[] {1, 2.5, -300}, scores[1]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A,0,1;A,1,2;B,0,1;B,1,1 | expected a score for each of the 3 channels of B, found none for channel 2",
        "A,0,1;conv9,1,2 | line 3: expected one of the layers A, B, found 'conv9'",
        "A,0,1;A,2,2 | line 3: expected a channel of A from 0 to 1, found '2'",
        "A,0,1;A,-1,2 | line 3: expected a channel of A from 0 to 1, found '-1'",
        "A,0,NaN | line 2: expected a finite number as score, found 'NaN'",
        "A,0,one | line 2: expected a finite number as score, found 'one'",
        "A,0,1;A,0,2 | line 3: expected every channel once, found channel 0 of A again",
        "A,0 | line 2: expected layer, channel and score, found 2 columns",
      })
  void whatIsWrongInCsvIsToldWithItsPlace(String lines, String told) {
    IOException e =
        assertThrows(IOException.class, () -> read("scores.csv", csv(lines.replace(";", "\n"))));
    String expected = told.replace("A", first).replace("B", second);
    assertTrue(e.getMessage().endsWith(expected), e.getMessage());
    assertTrue(e.getMessage().contains("scores.csv"), e.getMessage());
  }

  @Test
  void aFileWithoutItsFirstLineIsRefused() {
    IOException e = assertThrows(IOException.class, () -> read("scores.csv", first + ",0,1\n"));
    assertTrue(
        e.getMessage().contains("line 1: expected the first line 'layer,channel,score'"),
        e.getMessage());
  }

  @Test
  void whatIsWrongInJsonIsToldWithItsPlace() {
    assertTold("[1]", "line 1: expected an object with a list of numbers per layer, found '['");
    assertTold("{\n\"x\": []}", "line 2: expected one of the layers");
    assertTold("{\n\"" + first + "\": [1, 2, 3]}", "line 2: expected 2 numbers for " + first);
    assertTold(
        "{\n\"" + first + "\": [1, null]}", "line 2: expected a finite number for every channel");
    assertTold("{\n\"" + first + "\": [1, NaN]}", "line 2: expected JSON");
    assertTold("{\"" + first + "\": [1, 2]}", "expected a score for each of the 3 channels");
  }

  private void assertTold(String text, String told) {
    IOException e = assertThrows(IOException.class, () -> read("scores.json", text));
    assertTrue(e.getMessage().contains(told), e.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path missing = folder.resolve("none.csv");
    IOException e = assertThrows(IOException.class, () -> ScoreFile.read(missing, spec));
    assertTrue(e.getMessage().startsWith(missing.toString()), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }
}
