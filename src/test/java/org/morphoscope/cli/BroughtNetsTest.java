package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.morphoscope.model.onnx.BroughtNets;

/**
 * A trained net that is brought computes what its exporter computed, and a round of growth with all
 * defaults does it no harm. On real pictures: {@code BroughtNetsTable} in {@code src/tools}.
 */
class BroughtNetsTest {
  private static final int SIDE = 12;
  private static final int CLASSES = 6;
  private static final int IMAGES = 900;

  @TempDir static Path data;
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(BroughtNets.Kind.class)
  void aRoundOfGrowthDoesNoHarm(BroughtNets.Kind kind) throws Exception {
    BroughtTrial.Outcome outcome =
        new BroughtTrial("idx:" + data, IMAGES, 0.4, 10, 1).run(kind, folder);
    assertTrue(outcome.exporter() > 0.6, "a trained net, found " + outcome);
    assertEquals(outcome.exporter(), outcome.imported(), outcome.toString());
    assertTrue(outcome.finished() >= outcome.exporter() - 0.01, outcome.toString());
  }

  /** Noisy waves: the class is their direction and length. */
  @BeforeAll
  static void paint() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    for (String part : new String[] {"train", "t10k"}) {
      int count = part.equals("train") ? IMAGES : 50;
      ByteArrayOutputStream pixels = new ByteArrayOutputStream();
      ByteArrayOutputStream labels = new ByteArrayOutputStream();
      try (DataOutputStream images = new DataOutputStream(pixels);
          DataOutputStream classes = new DataOutputStream(labels)) {
        for (int header : new int[] {0x803, count, SIDE, SIDE}) {
          images.writeInt(header);
        }
        classes.writeInt(0x801);
        classes.writeInt(count);
        for (int i = 0; i < count; i++) {
          classes.writeByte(i % CLASSES);
          images.write(wave(i % CLASSES, random));
        }
      }
      Files.write(data.resolve(part + "-images-idx3-ubyte"), pixels.toByteArray());
      Files.write(data.resolve(part + "-labels-idx1-ubyte"), labels.toByteArray());
    }
  }

  private static byte[] wave(int label, SplittableRandom random) {
    double angle = label % 3 * Math.PI / 3 + 0.2 * random.nextGaussian();
    double pixelsPerWave = label < 3 ? 4 : 7;
    double phase = 2 * Math.PI * random.nextDouble();
    byte[] image = new byte[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double along = x * Math.cos(angle) + y * Math.sin(angle);
        double value = 50 * Math.sin(2 * Math.PI * along / pixelsPerWave + phase);
        double noisy = 128 + value + 45 * random.nextGaussian();
        image[y * SIDE + x] = (byte) Math.max(0, Math.min(255, Math.round(noisy)));
      }
    }
    return image;
  }
}
