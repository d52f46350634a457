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
    List<String> names = java.util.Collections.nCopies(100, "c");
    Dataset whole = Dataset.of("numbers", set, Optional.of(set), names, false);
    Dataset limited = whole.limitTraining(10, 1);
    assertEquals(10, limited.train().size());
    assertEquals(100, limited.test().orElseThrow().size());
    assertFalse(whole.fingerprint().equals(limited.fingerprint()));
    assertEquals(limited.fingerprint(), whole.limitTraining(10, 1).fingerprint());
  }

  /** 60 images of class 0, 30 of class 1, 9 of class 2 and 1 of class 3. */
  private static ImageSet uneven() {
    int[] labels = new int[100];
    byte[] pixels = new byte[100];
    for (int i = 0; i < 100; i++) {
      labels[i] = i < 60 ? 0 : i < 90 ? 1 : i < 99 ? 2 : 3;
      pixels[i] = (byte) i;
    }
    return ImageSet.of(pixels, labels, 1, 1, 1);
  }

  @Test
  void aStratifiedSplitKeepsTheShareOfEveryClass() {
    for (long seed = 0; seed < 20; seed++) {
      Split split = Split.stratified(uneven(), 0.1, seed);
      int[] counts = new int[4];
      Arrays.stream(labels(split.validation())).forEach(label -> counts[label]++);
      assertArrayEquals(new int[] {6, 3, 1, 0}, counts);
      int[] all =
          IntStream.concat(pixels(split.train()), pixels(split.validation())).sorted().toArray();
      assertArrayEquals(IntStream.range(0, 100).toArray(), all);
    }
    assertArrayEquals(
        pixels(Split.stratified(uneven(), 0.1, 3).validation()).toArray(),
        pixels(Split.stratified(uneven(), 0.1, 3).validation()).toArray());
    assertFalse(
        Arrays.equals(
            pixels(Split.stratified(uneven(), 0.1, 3).validation()).toArray(),
            pixels(Split.stratified(uneven(), 0.1, 4).validation()).toArray()));
  }

  @Test
  void ofEveryClassOneImageStaysForTraining() {
    Split split = Split.stratified(uneven(), 0.95, 1);
    assertEquals(4, Arrays.stream(labels(split.train())).distinct().count(), "classes to train on");
    assertEquals(0, Split.stratified(uneven(), 0, 1).validation().size());
  }

  /** A run of the first versions goes on with the split it was begun with, on every machine. */
  @Test
  void theFirstRulesDoNotLookAtClasses() {
    Dataset data =
        Dataset.of("uneven", uneven(), Optional.empty(), List.of("a", "b", "c", "d"), false);
    assertArrayEquals(
        pixels(Split.of(uneven(), 0.1, 5).validation()).toArray(),
        pixels(Split.of(data, 0.1, 5, DataRules.FIRST).validation()).toArray());
    assertArrayEquals(
        pixels(Split.stratified(uneven(), 0.1, 5).validation()).toArray(),
        pixels(Split.of(data, 0.1, 5, DataRules.CURRENT).validation()).toArray());
  }

  @Test
  void aSetsOwnValidationImagesAreTaken() {
    Dataset data =
        Dataset.of(
            "own",
            uneven(),
            Optional.of(uneven().take(7, 1)),
            Optional.empty(),
            List.of("a", "b", "c", "d"),
            false,
            ReadingNotes.NONE);
    Split split = Split.of(data, 0.1, 5, DataRules.CURRENT);
    assertEquals(100, split.train().size());
    assertEquals(7, split.validation().size());
  }

  private static IntStream pixels(ImageSet set) {
    return IntStream.range(0, set.size()).map(i -> set.copyOf(i)[0]);
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
        () ->
            Dataset.of(
                "short", set, Optional.empty(), java.util.Collections.nCopies(99, "c"), false));
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
