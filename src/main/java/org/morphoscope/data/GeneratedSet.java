package org.morphoscope.data;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The built-in task, so that the program shows something without a download: 32x32 RGB pictures of
 * five shapes with two textures, ten classes.
 *
 * <p>Place, size, rotation, colours, background, clutter and noise are drawn at random and tell
 * nothing about the class; the background often carries the other texture. So a net must see shape
 * and texture together and at the right place, which takes channels: width pays.
 *
 * <p>Every image has its own seed. The pictures depend on neither threads nor machine, and a
 * smaller set is the beginning of a larger one.
 */
public final class GeneratedSet {
  /** Training images unless asked otherwise. */
  public static final int DEFAULT_TRAIN = 8_000;

  /** Test images, independent of the number of training images. */
  public static final int DEFAULT_TEST = 2_000;

  /** Most training images that can be asked for: 614 MB. */
  public static final int MAX_TRAIN = 200_000;

  /** Seed of the set that {@code generated} names. */
  public static final long DEFAULT_SEED = 20241101L;

  private static final int IMAGE = Picture.SIDE * Picture.SIDE * 3;
  private static final int TEXTURES = Texture.values().length;
  private static final int CLASSES = Shape.values().length * TEXTURES;

  private GeneratedSet() {}

  /** {@return the default set} */
  public static Dataset create() {
    return create(DEFAULT_TRAIN, DEFAULT_TEST, DEFAULT_SEED);
  }

  /**
   * {@return a set of these sizes; labels go round 0..9, so it is balanced up to one image a class}
   *
   * @param train number of training images
   * @param test number of test images
   * @param seed of all draws: the same seed gives the same pixels
   * @throws IllegalArgumentException when a size is below 1 or above {@link #MAX_TRAIN}
   */
  public static Dataset create(int train, int test, long seed) {
    SplittableRandom seeds = new SplittableRandom(seed);
    ImageSet trainSet = draw(train, seeds.nextLong());
    ImageSet testSet = draw(test, seeds.nextLong());
    return Dataset.of("generated", trainSet, Optional.of(testSet), classNames(), true);
  }

  /** {@return the names {@code striped disc}, {@code checkered disc}, ... in label order} */
  public static List<String> classNames() {
    return IntStream.range(0, CLASSES)
        .mapToObj(label -> textureOf(label).adjective() + " " + shapeOf(label).noun())
        .toList();
  }

  private static ImageSet draw(int count, long seed) {
    if (count < 1 || count > MAX_TRAIN) {
      throw new IllegalArgumentException(
          "number of images must be from 1 to " + MAX_TRAIN + ", found " + count);
    }
    byte[] pixels = new byte[count * IMAGE];
    int[] labels = IntStream.range(0, count).map(i -> i % CLASSES).toArray();
    // SplittableRandom mixes its seed, so neighbouring seeds give unrelated streams
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i ->
                new Picture(
                        shapeOf(labels[i]), textureOf(labels[i]), new SplittableRandom(seed + i))
                    .paint(pixels, i * IMAGE));
    return ImageSet.wrap(pixels, labels, Picture.SIDE, Picture.SIDE, 3);
  }

  private static Shape shapeOf(int label) {
    return Shape.values()[label / TEXTURES];
  }

  private static Texture textureOf(int label) {
    return Texture.values()[label % TEXTURES];
  }
}
