package org.morphoscope.cli.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a set holds, one picture a class, in words, as an object and as arrays. */
class DataShowCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeASmallSet() throws IOException {
    picture("train/a/1.png", 10);
    picture("train/b/1.png", 20);
    picture("val/a/1.png", 30);
    picture("test/b/1.png", 20);
    Files.write(folder.resolve("train/b/0.jpg"), new byte[0]);
  }

  private void picture(String name, int grey) throws IOException {
    BufferedImage image = new BufferedImage(12, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 96; i++) {
      image.getRaster().setSample(i % 12, i / 12, 0, grey);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private int show(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "images:" + folder + "?size=8";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new CommandLine(new DataShowCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }

  @Test
  void textTellsPartsClassesSizesAndWhatWasLeftOut() {
    assertEquals(0, show());
    String text = out.toString();
    assertTrue(text.contains("8 x 8 pixels, 3 channels, 2 classes"), text);
    assertTrue(text.matches("(?s).*\\nb +1 +0 +1\\R.*"), text);
    assertTrue(text.matches("(?s).*\\nall +2 +1 +1\\R.*"), text);
    assertTrue(text.contains("Sizes in the files: 12 x 8 (4)"), text);
    assertTrue(text.contains("mean 0.0588 0.0588 0.0588, deviation 0.0196"), text);
    assertTrue(text.contains("1 of 5 pictures cannot be read"), text);
  }

  @Test
  void theObjectStandsAloneAndHoldsTheSame() throws IOException {
    assertEquals(0, show("--json", "--dump", folder.resolve("x.npy").toString()));
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertEquals(2, json.at("/splits/train").asInt());
    assertEquals(1, json.at("/splits/validation").asInt());
    assertEquals(1, json.at("/splits/test").asInt());
    assertEquals("b", json.at("/classes/1/name").asText());
    assertEquals(0, json.at("/classes/1/validation").asInt());
    assertEquals(12, json.at("/sizes/0/width").asInt());
    assertEquals(4, json.at("/sizes/0/pictures").asInt());
    assertTrue(json.at("/skipped/0/file").asText().endsWith("0.jpg"));
    assertTrue(json.at("/skipped/0/reason").asText().contains("an empty file"));
    assertEquals(15.0 / 255, json.at("/mean/0").asDouble(), 1e-12);
    assertEquals(5.0 / 255, json.at("/deviation/2").asDouble(), 1e-12);
    assertEquals(1, json.at("/duplicates/testInTrain").asInt());
    assertEquals("", err.toString());
  }

  @Test
  void theDumpHoldsEveryImageOfAllPartsInOrder() throws IOException {
    Path file = folder.resolve("x.npy");
    assertEquals(0, show("--dump", file.toString()));
    byte[] bytes = Files.readAllBytes(file);
    int pixels = 4 * 8 * 8 * 3;
    String header = new String(bytes, 10, bytes.length - pixels - 10, StandardCharsets.US_ASCII);
    assertTrue(header.contains("'descr': '|u1'"), header);
    assertTrue(header.contains("'shape': (4, 8, 8, 3)"), header);
    assertEquals(0, (bytes.length - pixels) % 64);
    int[] greys = new int[4];
    for (int i = 0; i < 4; i++) {
      greys[i] = bytes[bytes.length - pixels + i * 192];
    }
    assertArrayEquals(new int[] {10, 20, 30, 20}, greys);
    byte[] labels = Files.readAllBytes(folder.resolve("x.labels.npy"));
    assertArrayEquals(
        new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 1},
        Arrays.copyOfRange(labels, labels.length - 32, labels.length - 23));
    assertEquals(1, labels[labels.length - 8]);
  }

  @Test
  void aNameThatNumpyDoesNotWriteIsRefused() {
    assertEquals(CommandLine.ExitCode.USAGE, show("--dump", "x.bin"));
    assertTrue(err.toString().contains("a file whose name ends in .npy"), err.toString());
  }
}
