package org.morphoscope.compute;

/** Gives images by position in a pass. Called from several threads at once for disjoint ranges. */
@FunctionalInterface
public interface ImageLoader {
  /**
   * Writes images {@code first .. first + count} of the pass.
   *
   * @param first position of the first image in the pass
   * @param count number of images
   * @param images receives normalised pixels {@code [count, H, W, C]}
   * @param labels receives the classes
   */
  void load(int first, int count, float[] images, int[] labels);
}
