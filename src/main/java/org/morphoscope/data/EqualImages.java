package org.morphoscope.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Images of a data set that are equal in every byte, as the program sees them: once more than once
 * in a part, or in two parts, where figures of the second say less about new images.
 *
 * @param training images of the training part that an earlier one of it equals
 * @param otherClass those of {@code training} whose earliest equal has another class
 * @param validationInTraining images of the validation part that are in the training part too
 * @param testInTraining images of the test part that are in the training part too
 * @param testInValidation images of the test part that are in the validation part too
 */
public record EqualImages(
    int training,
    int otherClass,
    int validationInTraining,
    int testInTraining,
    int testInValidation) {

  /**
   * {@return the counts of equal images}
   *
   * @param data all parts; none is changed
   */
  public static EqualImages of(Dataset data) {
    boolean digests =
        Stream.of(Optional.of(data.train()), data.validation(), data.test())
            .flatMap(Optional::stream)
            .anyMatch(ImageSet::onDisk);
    Map<Pixels, Integer> labels = new HashMap<>();
    int training = 0;
    int otherClass = 0;
    for (int i = 0; i < data.train().size(); i++) {
      Integer label =
          labels.putIfAbsent(Pixels.of(data.train(), i, digests), data.train().label(i));
      training += label == null ? 0 : 1;
      otherClass += label == null || label == data.train().label(i) ? 0 : 1;
    }
    Map<Pixels, Integer> validation = new HashMap<>();
    int validationInTraining = 0;
    if (data.validation().isPresent()) {
      ImageSet set = data.validation().get();
      validationInTraining = countIn(set, labels, digests);
      for (int i = 0; i < set.size(); i++) {
        validation.put(Pixels.of(set, i, digests), set.label(i));
      }
    }
    int testInTraining = data.test().map(set -> countIn(set, labels, digests)).orElse(0);
    int testInValidation = data.test().map(set -> countIn(set, validation, digests)).orElse(0);
    return new EqualImages(
        training, otherClass, validationInTraining, testInTraining, testInValidation);
  }

  private static int countIn(ImageSet set, Map<Pixels, Integer> known, boolean digests) {
    int count = 0;
    for (int i = 0; i < set.size(); i++) {
      count += known.containsKey(Pixels.of(set, i, digests)) ? 1 : 0;
    }
    return count;
  }

  /** One image, compared by its bytes, of which only a table's are copied, or by their SHA-256. */
  private record Pixels(byte[] of, int from, int length, int hash) {
    static Pixels of(ImageSet set, int i, boolean digest) {
      if (set.table().isPresent()) {
        byte[] bits = bits(set, set.table().get(), i);
        return of(bits, 0, bits.length);
      }
      byte[] pixels = set.rawPixels(i);
      int from = set.offsetOf(i);
      return digest
          ? of(sha256(pixels, from, set.imageLength()), 0, 32)
          : of(pixels, from, set.imageLength());
    }

    private static Pixels of(byte[] bytes, int from, int length) {
      int hash = 1;
      for (int k = from; k < from + length; k++) {
        hash = 31 * hash + bytes[k];
      }
      return new Pixels(bytes, from, length, hash);
    }

    private static byte[] sha256(byte[] bytes, int from, int length) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes, from, length);
        return digest.digest();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform must offer SHA-256", e);
      }
    }

    private static byte[] bits(ImageSet set, TableRows table, int i) {
      ByteBuffer bits = ByteBuffer.allocate(Float.BYTES * set.channels());
      bits.asFloatBuffer().put(table.raw(), set.offsetOf(i), set.channels());
      return bits.array();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Pixels that
          && hash == that.hash
          && Arrays.equals(of, from, from + length, that.of, that.from, that.from + that.length);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
