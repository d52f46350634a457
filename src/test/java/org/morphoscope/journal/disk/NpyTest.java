package org.morphoscope.journal.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  @TempDir Path folder;

  @Test
  void doublesSurviveExactly() throws IOException {
    double[] values = {0.1, -0.0, 1e-308, Double.NaN, Double.NEGATIVE_INFINITY, Math.PI};
    Npy.Array read = roundTrip(new int[] {2, 3}, values);
    assertArrayEquals(new int[] {2, 3}, read.shape());
    assertArrayEquals(values, read.values());
    assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(read.values()[1]));
    assertTrue(read.floating());
  }

  @Test
  void floatsTakeFourBytesEach() throws IOException {
    double[] values = new double[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.1 * i);
    }
    values[7] = Double.NaN;
    Npy.Array read = roundTrip(new int[] {values.length}, values);
    assertArrayEquals(values, read.values());
    assertEquals(128 + 4L * values.length, Files.size(folder.resolve("a.npy")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4})
  void everyNumberOfDimensionsIsWrittenAsNumpyDoes(int dimensions) throws IOException {
    int[] shape = new int[dimensions];
    Arrays.fill(shape, 3);
    double[] values = new double[(int) Math.pow(3, dimensions)];
    Npy.Array read = roundTrip(shape, values);
    assertArrayEquals(shape, read.shape());
    String expected =
        switch (dimensions) {
          case 0 -> "()";
          case 1 -> "(3,)";
          case 2 -> "(3, 3)";
          default -> "(3, 3, 3, 3)";
        };
    String text = Files.readString(folder.resolve("a.npy"), StandardCharsets.ISO_8859_1);
    assertTrue(
        text.contains("{'descr': '<f4', 'fortran_order': False, 'shape': " + expected + ", }"),
        text);
  }

  @Test
  void emptyArraysAreFine() throws IOException {
    assertEquals(0, roundTrip(new int[] {0, 5}, new double[0]).values().length);
  }

  @Test
  void integersAreRead() throws IOException {
    ByteBuffer ints = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    ints.putInt(-1).putInt(7).putInt(Integer.MAX_VALUE);
    Npy.Array read = Npy.read(file("<i4", "(3,)", ints.array()));
    assertArrayEquals(new double[] {-1, 7, Integer.MAX_VALUE}, read.values());
    assertFalse(read.floating());
    ByteBuffer longs = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    longs.putLong(-5).putLong(1L << 53);
    assertArrayEquals(
        new double[] {-5, 9007199254740992.0},
        Npy.read(file("<i8", "(2,)", longs.array())).values());
  }

  @Test
  void integersThatDoNotFitAreRefused() throws IOException {
    ByteBuffer longs = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    longs.putLong((1L << 53) + 1);
    refuses(file("<i8", "(1,)", longs.array()), "element 0", "2^53");
  }

  @Test
  void aLyingShapeTakesNoMemory() throws IOException {
    refuses(file("<f8", "(2000000000,)", new byte[16]), "2000000000 numbers", "16 bytes");
    refuses(file("<f8", "(2000000000, 2000000000, 2000000000)", new byte[16]), "shape");
    refuses(file("<f8", "(99999999999,)", new byte[16]), "shape");
  }

  @Test
  void missingAndSurplusBytesAreNoticed() throws IOException {
    refuses(file("<f4", "(3,)", new byte[11]), "3 numbers of 4 bytes", "11 bytes");
    refuses(file("<f4", "(3,)", new byte[13]), "13 bytes");
  }

  @Test
  void otherTypesAndOrdersNameTheRemedy() throws IOException {
    refuses(file(">f4", "(1,)", new byte[4]), "'>f4'", "astype");
    refuses(file("<c8", "(1,)", new byte[8]), "'<c8'");
    Path columns = file("<f4", "(1,)", new byte[4]);
    byte[] bytes = Files.readAllBytes(columns);
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("False", "True ");
    Files.write(columns, text.getBytes(StandardCharsets.ISO_8859_1));
    refuses(columns, "C order", "ascontiguousarray");
  }

  @Test
  void filesThatAreNoArraysAreRefused() throws IOException {
    refuses(folder.resolve("missing.npy"), "no such file");
    refuses(folder, "reading fails");
    Path empty = Files.createFile(folder.resolve("empty.npy"));
    refuses(empty, "byte 0", "end of the file");
    Path text = Files.writeString(folder.resolve("text.npy"), "hello, world");
    refuses(text, "another format");
    Path header =
        Files.write(
            folder.resolve("h.npy"), new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 9, 0});
    refuses(header, "version 9");
    Path lying =
        Files.write(
            folder.resolve("l.npy"),
            new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1});
    refuses(lying, "4294967295 bytes");
  }

  @Test
  void aFullDiskIsOneSentence() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.isWritable(full), "no device that is always full");
    JournalException e =
        assertThrows(JournalException.class, () -> Npy.write(full, new int[] {1}, new double[1]));
    assertTrue(e.getMessage().startsWith("/dev/full: cannot be written ("), e.getMessage());
    assertTrue(e.getMessage().contains("free space on the disk"), e.getMessage());
  }

  @Test
  void arraysOfTheExchangeCasesAreRead() throws IOException {
    Path shared = Path.of("../shared/exchange/case1_tiny");
    Assumptions.assumeTrue(Files.isDirectory(shared), "no exchange cases on this machine");
    try (var files = Files.list(shared)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".npy")).toList()) {
        Npy.read(file);
      }
    }
    assertFalse(Npy.read(shared.resolve("y.npy")).floating());
  }

  private Npy.Array roundTrip(int[] shape, double[] values) throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.write(file, shape, values);
    return Npy.read(file);
  }

  private Path file(String descr, String shape, byte[] data) throws IOException {
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(descr, shape);
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + dictionary.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.putShort((short) dictionary.length());
    bytes.put(dictionary.getBytes(StandardCharsets.US_ASCII)).put(data);
    return Files.write(folder.resolve("given.npy"), bytes.array());
  }

  private static void refuses(Path file, String... parts) {
    JournalException e = assertThrows(JournalException.class, () -> Npy.read(file));
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }
}
