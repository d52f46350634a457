package org.morphoscope.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a table where images are expected. */
class TableSetTest {
  private static final float BIG = 1e6f;

  private static ImageSet set(float... values) {
    int[] labels = new int[values.length / 2];
    Arrays.setAll(labels, i -> i % 2);
    return ImageSet.of(new TableRows(values, List.of("mass", "charge")), labels);
  }

  private static Dataset data(ImageSet set) {
    return Dataset.of("table", set, Optional.empty(), List.of("a", "b"), false);
  }

  @Test
  void columnsAreNormalisedInTheirOwnUnits() {
    ImageSet set = set(BIG + 1, 5, BIG + 3, 5, BIG + 5, 5, BIG + 7, 5).subset(new int[] {3, 0});
    Normalisation normalisation = Normalisation.of(set);
    assertEquals(List.of(BIG + 4.0, 5.0), normalisation.mean());
    assertEquals(List.of(3.0, 1.0), normalisation.std());
    float[] out = new float[5];
    int[] labels = new int[2];
    new BatchFiller(normalisation)
        .fill(
            set,
            new int[] {0, 1},
            0,
            2,
            new Augmentation(4, true),
            new SplittableRandom(1),
            out,
            labels);
    assertArrayEquals(new float[] {1, 0, -1, 0, 0}, out);
    assertArrayEquals(new int[] {1, 0}, labels);
    assertEquals(Augmentation.NONE, Augmentation.standardFor(data(set)));
  }

  @Test
  void theFingerprintFollowsValuesNamesAndOrder() {
    String known = data(set(1, 2, 3, 4)).fingerprint();
    ImageSet longer = set(1, 2, 3, 4, 5, 6);
    assertEquals(known, data(longer.subset(new int[] {0, 1})).fingerprint());
    assertNotEquals(known, data(set(1, 2, 3, 5)).fingerprint());
    assertNotEquals(
        known,
        data(ImageSet.of(
                new TableRows(new float[] {1, 2, 3, 4}, List.of("mass", "size")), new int[] {0, 1}))
            .fingerprint());
  }

  @Test
  void equalRowsAreCounted() {
    EqualImages equal =
        EqualImages.of(
            Dataset.of(
                "table", set(1, 2, 3, 4, 1, 2), Optional.of(set(3, 4)), List.of("a", "b"), false));
    assertEquals(1, equal.training());
    assertEquals(1, equal.testInTraining());
  }

  @Test
  void aRowIsDrawnAsBarsAndHasNoPixels() {
    ImageSet set = set(0, 10, 4, 10, 8, 30);
    ShownImage low = set.picture(0);
    assertEquals(low.height() * low.width() * 3, low.pixels().length);
    assertTrue(low.words().contains("mass 0.000, charge 10.00"), low.words());
    assertTrue(!Arrays.equals(low.pixels(), set.picture(2).pixels()));
    assertThrows(IllegalStateException.class, () -> set.copyOf(0));
  }

  @Test
  void numpyGetsTheNumbersThemselves(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("rows.npy");
    NpyImages.write(file, data(set(1, 2, -3, BIG)));
    byte[] bytes = Files.readAllBytes(file);
    String head = new String(bytes, 0, 128, StandardCharsets.ISO_8859_1);
    assertTrue(head.contains("'<f4'") && head.contains("(2, 2)"), head);
    ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(BIG, values.getFloat(bytes.length - 4));
    assertEquals(1, values.getFloat(bytes.length - 16));
  }

  @Test
  void valuesThatAreNoNumbersAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> set(1, Float.NaN));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TableRows(new float[] {1, 2, 3}, List.of("a", "b")));
    assertThrows(
        IllegalArgumentException.class, () -> new TableRows(new float[2], List.of("a", "a")));
  }
}
