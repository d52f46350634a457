package org.morphoscope.model.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Weights;
import org.morphoscope.journal.ArchitectureFile;
import org.morphoscope.model.Model;
import org.morphoscope.model.ModelException;
import org.morphoscope.net.NetworkSpec;

/** Nets as safetensors files, out and in. */
public class SafetensorsTest {
  @TempDir Path folder;

  private static Model model(NetworkSpec spec) {
    return new Model(
        spec, Nets.weights(spec, 7), Map.of("architecture", ArchitectureFile.write(spec)));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("net.safetensors"), bytes);
  }

  @ParameterizedTest
  @MethodSource("org.morphoscope.model.Forward#nets")
  void theFileAloneGivesTheNetBack(NetworkSpec spec) throws IOException {
    Model model = model(spec);
    StoredArrays stored = SafetensorsReader.read(write(SafetensorsWriter.write(model)));
    Path architecture = folder.resolve("net.json");
    Files.writeString(architecture, stored.metadata().get("architecture"));
    NetworkSpec read = ArchitectureFile.read(architecture);
    assertArrayEquals(spec.widths(), read.widths());
    assertEqual(model.weights(), stored.weights(read));
  }

  /** Equal to the last digit of float32. */
  public static void assertEqual(Weights expected, Weights found) {
    for (int l = 0; l < expected.layers().size(); l++) {
      LayerWeights e = expected.layers().get(l);
      LayerWeights f = found.layers().get(l);
      assertSame(e.weight(), f.weight());
      assertSame(e.gamma(), f.gamma());
      assertSame(e.beta(), f.beta());
      assertSame(e.mean(), f.mean());
      assertSame(e.variance(), f.variance());
      assertSame(e.bias(), f.bias());
    }
  }

  private static void assertSame(double[] expected, double[] found) {
    assertArrayEquals(Arrays.stream(expected).map(v -> (float) v).toArray(), found);
  }

  @Test
  void theLayoutIsTheOneOfTheFormat() {
    byte[] bytes = SafetensorsWriter.write(model(Nets.mixed()));
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) file.getLong();
    assertEquals(0, header % 8);
    String text = new String(bytes, 8, header, StandardCharsets.UTF_8);
    assertTrue(text.startsWith("{\"__metadata__\":{"), text);
    assertTrue(
        text.contains(
            "\"conv1.weight\":{\"dtype\":\"F32\",\"shape\":[4,2,5,5],\"data_offsets\":[0,800]}"),
        text);
    assertTrue(text.contains("\"bn1.running_var\""), text);
    assertEquals(
        (float) Nets.weights(Nets.mixed(), 7).layers().get(0).weight()[0],
        file.getFloat(8 + header));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9223372036854775807| {} | byte 0",
        "-1| [] | header",
        "-1| {\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,800]}} | array 'a'",
        "-1| {\"a\":{\"dtype\":\"F32\",\"shape\":[200000000,200000000],\"data_offsets\":[0,8]}} | array 'a'",
        "-1| {\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}} | array 'a'",
        "-1| {\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}} | array 'a'",
        "-1| {\"a\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[0,8]}} | I32",
        "-1| {\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | -2",
        "-1| {\"a\": | header: expected JSON with every name once, found something else at byte 5",
        "-1| {\"a\":1,\"a\":2} | header: expected JSON with every name once"
      })
  void aDamagedFileIsOneSentence(long length, String header, String place) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(8 + text.length + 8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(length < 0 ? text.length : length)
            .put(text)
            .array();
    assertRefused(bytes, place);
  }

  @Test
  void numbersOfSixteenBitsAreReadExactly() throws IOException {
    String header =
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[0,6]},"
            + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[6,8]}}";
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(8 + text.length + 8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text)
            .putShort((short) 0x3c01)
            .putShort((short) 0x8001)
            .putShort((short) 0x7bff)
            .putShort((short) 0xc0a0)
            .array();
    StoredArrays stored = SafetensorsReader.read(write(bytes));
    assertArrayEquals(
        new double[] {1 + 0x1p-10, -0x1p-24, 65504}, stored.arrays().get("a").values());
    assertArrayEquals(new double[] {-5}, stored.arrays().get("b").values());
  }

  @Test
  void aTruncatedFileIsOneSentence() throws IOException {
    byte[] whole = SafetensorsWriter.write(model(Nets.mixed()));
    assertRefused(new byte[0], "byte 0");
    assertRefused(Arrays.copyOf(whole, 5), "byte 0");
    assertRefused(Arrays.copyOf(whole, 100), "byte 0");
    assertRefused(Arrays.copyOf(whole, whole.length - 1), "head.bias");
  }

  @Test
  void changedBytesGiveArraysOrOneSentence(@TempDir Path folder) throws IOException {
    NetworkSpec spec = Nets.mixed();
    byte[] whole = SafetensorsWriter.write(new Model(spec, Nets.weights(spec, 3), Map.of()));
    SplittableRandom random = new SplittableRandom(1);
    Path file = folder.resolve("changed.safetensors");
    int refused = 0;
    for (int n = 0; n < 1000; n++) {
      byte[] changed = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        changed[random.nextInt(n % 2 == 0 ? 400 : changed.length)] = (byte) random.nextInt();
      }
      Files.write(file, changed);
      try {
        SafetensorsReader.read(file);
      } catch (ModelException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 300, refused + " refused");
  }

  @Test
  void theArraysOfAnotherNetAreOneSentence() throws IOException {
    StoredArrays stored =
        SafetensorsReader.read(write(SafetensorsWriter.write(model(Nets.mixed()))));
    ModelException e = assertThrows(ModelException.class, () -> stored.weights(Nets.residual()));
    assertTrue(e.getMessage().contains("conv1.weight"), e.getMessage());
  }

  private void assertRefused(byte[] bytes, String place) throws IOException {
    Path file = write(bytes);
    ModelException e = assertThrows(ModelException.class, () -> SafetensorsReader.read(file));
    assertTrue(e.getMessage().contains(place), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }
}
