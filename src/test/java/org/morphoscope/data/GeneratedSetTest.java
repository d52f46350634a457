package org.morphoscope.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class GeneratedSetTest {
  @Test
  void sameSeedGivesTheSamePicturesWhateverTheThreads() throws Exception {
    String parallel = GeneratedSet.create(200, 50, 1).fingerprint();
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      assertEquals(parallel, one.submit(() -> GeneratedSet.create(200, 50, 1).fingerprint()).get());
    } finally {
      one.shutdown();
    }
    assertNotEquals(parallel, GeneratedSet.create(200, 50, 2).fingerprint());
  }

  @Test
  void picturesStayTheSameFromVersionToVersion() {
    // Recorded runs name this fingerprint: a change of the drawing must be deliberate.
    assertEquals(
        "450c52de075b43802a4cd510fdd52e02e6c606689540da99ab7d27ea87f8da9b",
        GeneratedSet.create(20, 10, 1).fingerprint());
  }

  @Test
  void classesAreBalancedAndNamed() {
    Dataset set = GeneratedSet.create(200, 50, 1);
    int[] perClass = new int[10];
    for (int i = 0; i < 200; i++) {
      perClass[set.train().label(i)]++;
    }
    for (int count : perClass) {
      assertEquals(20, count);
    }
    assertEquals(10, new HashSet<>(set.classNames()).size());
    assertEquals("striped disc", set.classNames().get(0));
    assertEquals("checkered cross", set.classNames().get(9));
  }

  @Test
  void noPictureComesTwice() {
    Dataset set = GeneratedSet.create(200, 200, 1);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      assertTrue(seen.add(new String(set.train().copyOf(i), StandardCharsets.ISO_8859_1)));
      assertTrue(
          seen.add(new String(set.test().orElseThrow().copyOf(i), StandardCharsets.ISO_8859_1)));
    }
  }

  @Test
  void aSmallerSetIsTheBeginningOfALargerOne() {
    ImageSet small = GeneratedSet.create(20, 10, 1).train();
    ImageSet large = GeneratedSet.create(40, 10, 1).train();
    for (int i = 0; i < 20; i++) {
      assertArrayEquals(small.copyOf(i), large.copyOf(i));
    }
  }

  @Test
  void meanColourTellsNothingAboutTheClass() {
    ImageSet set = GeneratedSet.create(2_000, 10, 1).train();
    double[][] mean = new double[10][3];
    for (int i = 0; i < set.size(); i++) {
      byte[] image = set.copyOf(i);
      for (int k = 0; k < image.length; k++) {
        mean[set.label(i)][k % 3] += (image[k] & 0xff) / 255.0 / 1024 / 200;
      }
    }
    for (double[] colour : mean) {
      for (double value : colour) {
        // the standard error of a class mean is about 0.013
        assertEquals(0.5, value, 0.06);
      }
    }
  }
}
