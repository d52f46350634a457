package org.morphoscope.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFillerTest {
  private static final int SIDE = 8;
  private static final int LENGTH = SIDE * SIDE * 3;

  private final ImageSet set = random(20);
  private final Normalisation normalisation = Normalisation.of(set);
  private final BatchFiller filler = new BatchFiller(normalisation);
  private final int[] all = IntStream.range(0, 20).toArray();

  @Test
  void normalisedTrainingImagesHaveMeanZeroAndStdOne() {
    float[] out = new float[20 * LENGTH];
    filler.fill(set, all, 0, 20, Augmentation.NONE, new SplittableRandom(1), out, new int[20]);
    for (int c = 0; c < 3; c++) {
      double sum = 0;
      double squares = 0;
      for (int k = c; k < out.length; k += 3) {
        sum += out[k];
        squares += out[k] * out[k];
      }
      int n = out.length / 3;
      assertEquals(0, sum / n, 1e-5);
      assertEquals(1, squares / n, 1e-5);
    }
  }

  @Test
  void imagesLandInOrderWithTheirLabels() {
    float[] out = new float[2 * LENGTH + 1];
    out[2 * LENGTH] = 42;
    int[] labels = new int[2];
    filler.fill(
        set, new int[] {1, 7, 3}, 1, 2, Augmentation.NONE, new SplittableRandom(1), out, labels);
    assertArrayEquals(new int[] {set.label(7), set.label(3)}, labels);
    byte[] image = set.copyOf(3);
    for (int k = 0; k < LENGTH; k++) {
      assertEquals(normalisation.apply(k % 3, image[k] & 0xff), out[LENGTH + k], 1e-6);
    }
    assertEquals(42, out[2 * LENGTH], "what lies behind the batch is left alone");
  }

  @Test
  void flippingTwiceIsTheImageItself() {
    float[] once = window(0, 0, true);
    float[] plain = window(0, 0, false);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        for (int c = 0; c < 3; c++) {
          assertEquals(plain[at(y, x, c)], once[at(y, SIDE - 1 - x, c)]);
        }
      }
    }
    assertFalse(Arrays.equals(plain, once));
  }

  @Test
  void cropShiftsTheImageAndPadsWithTheMean() {
    float[] plain = window(0, 0, false);
    float[] shifted = window(-2, 3, false);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean inside = y >= 2 && x + 3 < SIDE;
        for (int c = 0; c < 3; c++) {
          assertEquals(inside ? plain[at(y - 2, x + 3, c)] : 0f, shifted[at(y, x, c)]);
        }
      }
    }
    // wholly outside: nothing but padding
    assertArrayEquals(new float[LENGTH], window(SIDE, 0, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyWindowHasThePixelsThatItCoversAndPaddingElsewhere(int channels) {
    int height = 3;
    int width = 4;
    byte[] pixels = new byte[2 * height * width * channels];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (37 * i);
    }
    ImageSet images = ImageSet.of(pixels, new int[2], height, width, channels);
    Normalisation of = Normalisation.of(images);
    BatchFiller fills = new BatchFiller(of);
    float[] out = new float[images.imageLength()];
    for (int top = -height - 1; top <= height + 1; top++) {
      for (int left = -width - 1; left <= width + 1; left++) {
        for (boolean flip : new boolean[] {false, true}) {
          Arrays.fill(out, Float.NaN);
          fills.copy(images, 1, top, left, flip, out, 0);
          for (int i = 0; i < out.length; i++) {
            int column = i / channels % width;
            int y = top + i / channels / width;
            int x = left + (flip ? width - 1 - column : column);
            boolean inside = y >= 0 && y < height && x >= 0 && x < width;
            int pixel = images.offsetOf(1) + (y * width + x) * channels + i % channels;
            double expected = inside ? of.apply(i % channels, pixels[pixel] & 0xff) : 0;
            assertEquals((float) expected, out[i], top + ", " + left + ", " + flip);
          }
        }
      }
    }
  }

  @Test
  void cropInTheMiddleIsTheImageItself() {
    // with padding 4 the window at offset 4 of the padded image is the image; find it by its seed
    Augmentation crop = new Augmentation(4, false);
    long seed = 0;
    while (!isMiddle(new SplittableRandom(seed), 4)) {
      seed++;
    }
    float[] out = new float[LENGTH];
    filler.fill(set, all, 0, 1, crop, new SplittableRandom(seed), out, new int[1]);
    assertArrayEquals(window(0, 0, false), out);
  }

  @Test
  void everyOffsetAndBothFlipsOccur() {
    Augmentation standard = new Augmentation(1, true);
    SplittableRandom random = new SplittableRandom(1);
    float[] out = new float[LENGTH];
    List<String> seen =
        IntStream.range(0, 400)
            .mapToObj(
                k -> {
                  filler.fill(set, all, 0, 1, standard, random, out, new int[1]);
                  return Arrays.toString(out);
                })
            .distinct()
            .toList();
    assertEquals(18, seen.size());
  }

  @Test
  void sameGeneratorStateGivesTheSameBatch() {
    Augmentation standard = new Augmentation(2, true);
    float[] one = new float[20 * LENGTH];
    float[] other = new float[20 * LENGTH];
    filler.fill(set, all, 0, 20, standard, new SplittableRandom(9), one, new int[20]);
    filler.fill(set, all, 0, 20, standard, new SplittableRandom(9), other, new int[20]);
    assertArrayEquals(one, other);
  }

  @Test
  void standardAugmentationFollowsTheDataset() {
    Dataset digits =
        Dataset.of("d", set, Optional.empty(), java.util.Collections.nCopies(10, "c"), false);
    assertEquals(new Augmentation(1, false), Augmentation.standardFor(digits));
    Dataset pictures = GeneratedSet.create(10, 10, 1);
    assertEquals(new Augmentation(4, true), Augmentation.standardFor(pictures));
  }

  @Test
  void channelThatNeverVariesBecomesZero() {
    byte[] grey = new byte[4];
    Arrays.fill(grey, (byte) 200);
    ImageSet constant = ImageSet.of(grey, new int[1], 2, 2, 1);
    Normalisation found = Normalisation.of(constant);
    assertEquals(1.0, found.std().get(0));
    assertEquals(0.0, found.apply(0, 200), 1e-12);
  }

  @Test
  void arraysThatAreTooShortAndOtherChannelsAreNamed() {
    SplittableRandom random = new SplittableRandom(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> filler.fill(set, all, 0, 2, Augmentation.NONE, random, new float[1], new int[2]));
    ImageSet grey = ImageSet.of(new byte[4], new int[1], 2, 2, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> filler.fill(grey, all, 0, 1, Augmentation.NONE, random, new float[4], new int[1]));
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(-1, false));
    assertThrows(
        IllegalArgumentException.class, () -> new Normalisation(List.of(0.5), List.of(0.0)));
  }

  private float[] window(int top, int left, boolean flip) {
    float[] out = new float[LENGTH];
    filler.copy(set, 0, top, left, flip, out, 0);
    return out;
  }

  private static boolean isMiddle(SplittableRandom random, int padding) {
    int top = random.nextInt(2 * padding + 1);
    int left = random.nextInt(2 * padding + 1);
    return top == padding && left == padding;
  }

  private static int at(int y, int x, int c) {
    return (y * SIDE + x) * 3 + c;
  }

  private static ImageSet random(int count) {
    SplittableRandom random = new SplittableRandom(11);
    byte[] pixels = new byte[count * LENGTH];
    random.nextBytes(pixels);
    return ImageSet.of(pixels, random.ints(count, 0, 10).toArray(), SIDE, SIDE, 3);
  }
}
