package org.morphoscope.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  /** 100 images of one pixel: image i has value i and label i. */
  private final ImageSet set = numbered(100);

  @Test
  void partsAreDisjointAndCoverTheSet() {
    Split split = Split.of(set, 0.2, 5);
    assertEquals(80, split.train().size());
    assertEquals(20, split.validation().size());
    int[] all =
        IntStream.concat(
                Arrays.stream(labels(split.train())), Arrays.stream(labels(split.validation())))
            .sorted()
            .toArray();
    assertArrayEquals(IntStream.range(0, 100).toArray(), all);
  }

  @Test
  void seedDecides() {
    int[] first = labels(Split.of(set, 0.2, 5).validation());
    assertArrayEquals(first, labels(Split.of(set, 0.2, 5).validation()));
    assertFalse(Arrays.equals(first, labels(Split.of(set, 0.2, 6).validation())));
  }

  @Test
  void imagesKeepTheirLabels() {
    ImageSet train = Split.of(set, 0.1, 5).train().take(30, 2);
    for (int i = 0; i < train.size(); i++) {
      assertEquals(train.label(i), train.copyOf(i)[0]);
    }
  }

  @Test
  void limitDrawsWithoutReplacementAndKeepsTheValidationPart() {
    Split split = Split.of(set, 0.2, 5);
    Split limited = split.limitTraining(10, 1);
    assertEquals(10, Arrays.stream(labels(limited.train())).distinct().count());
    assertArrayEquals(labels(split.validation()), labels(limited.validation()));
    assertArrayEquals(labels(limited.train()), labels(split.limitTraining(10, 1).train()));
    assertEquals(80, split.limitTraining(1_000, 1).train().size());
  }

  @Test
  void limitedDatasetHasItsOwnFingerprint() {
    List<String> names = Folders.numberedNames(100);
    Dataset whole = Dataset.of("numbers", set, Optional.of(set), names, false);
    Dataset limited = whole.limitTraining(10, 1);
    assertEquals(10, limited.train().size());
    assertEquals(100, limited.test().orElseThrow().size());
    assertFalse(whole.fingerprint().equals(limited.fingerprint()));
    assertEquals(limited.fingerprint(), whole.limitTraining(10, 1).fingerprint());
  }

  @Test
  void oneImageStaysForTrainingAndBadValuesAreNamed() {
    assertEquals(1, Split.of(numbered(1), 0.9, 1).train().size());
    assertEquals(0, Split.of(set, 0, 1).validation().size());
    for (double fraction : new double[] {-0.1, 1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> Split.of(set, fraction, 1));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> set.subset(new int[] {100}));
    assertThrows(
        IllegalArgumentException.class, () -> ImageSet.of(new byte[5], new int[2], 1, 2, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Dataset.of("short", set, Optional.empty(), Folders.numberedNames(99), false));
  }

  private static ImageSet numbered(int count) {
    byte[] pixels = new byte[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = (byte) i;
    }
    return ImageSet.of(pixels, IntStream.range(0, count).toArray(), 1, 1, 1);
  }

  private static int[] labels(ImageSet set) {
    return IntStream.range(0, set.size()).map(set::label).toArray();
  }
}
