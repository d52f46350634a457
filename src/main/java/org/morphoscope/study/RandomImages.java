package org.morphoscope.study;

import java.util.SplittableRandom;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.net.NetworkSpec;

/** Random images that are already in memory. */
final class RandomImages {
  private RandomImages() {}

  static ImageLoader of(NetworkSpec spec, int samples) {
    SplittableRandom random = new SplittableRandom(2);
    int length = spec.input().channels() * spec.input().positions();
    float[] pixels = new float[samples * length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(samples, 0, spec.classes()).toArray();
    return (first, count, target, classes) -> {
      System.arraycopy(pixels, first * length, target, 0, count * length);
      System.arraycopy(labels, first, classes, 0, count);
    };
  }
}
