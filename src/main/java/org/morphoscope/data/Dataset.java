package org.morphoscope.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.morphoscope.text.Texts;

/**
 * A classification task: images to train on, the images that its authors set aside for the final
 * test, and the names of the classes.
 *
 * @param name short name such as {@code cifar10}, without the folder
 * @param train training images; validation images are split off it, see {@link Split}, unless the
 *     set brings its own
 * @param validation the images that the set's authors set aside for decisions, if they did
 * @param test the official test images when their file is there; never used for a decision
 * @param classNames one name a class, in label order
 * @param flipMakesSense whether a mirrored image still shows its class (false for digits)
 * @param fingerprint SHA-256 (64 hex digits) over shapes, labels and pixels of all parts: the same
 *     images in the same order give the same fingerprint on every machine
 * @param notes what was seen while it was read
 */
public record Dataset(
    String name,
    ImageSet train,
    Optional<ImageSet> validation,
    Optional<ImageSet> test,
    List<String> classNames,
    boolean flipMakesSense,
    String fingerprint,
    ReadingNotes notes) {

  /**
   * Checks that labels are classes and that all parts have images of one size.
   *
   * @param name short name such as {@code cifar10}, without the folder
   * @param train training images; validation images are split off it, see {@link Split}, unless the
   *     set brings its own
   * @param validation the images that the set's authors set aside for decisions, if they did
   * @param test the official test images when their file is there; never used for a decision
   * @param classNames one name a class, in label order
   * @param flipMakesSense whether a mirrored image still shows its class (false for digits)
   * @param fingerprint SHA-256 (64 hex digits) over shapes, labels and pixels of all parts
   * @param notes what was seen while it was read
   */
  public Dataset {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(fingerprint, "fingerprint");
    classNames = List.copyOf(classNames);
    Objects.requireNonNull(notes, "notes");
    checkLabels(name, train, classNames.size());
    checkPart(name, "validation", validation, train, classNames.size());
    checkPart(name, "test", test, train, classNames.size());
  }

  /**
   * {@return a data set whose fingerprint is computed here}
   *
   * @param name short name such as {@code cifar10}, without the folder
   * @param train training images; validation images are split off it, see {@link Split}, unless the
   *     set brings its own
   * @param test the official test images when their file is there; never used for a decision
   * @param classNames one name a class, in label order
   * @param flipMakesSense whether a mirrored image still shows its class (false for digits)
   */
  public static Dataset of(
      String name,
      ImageSet train,
      Optional<ImageSet> test,
      List<String> classNames,
      boolean flipMakesSense) {
    return of(name, train, Optional.empty(), test, classNames, flipMakesSense, ReadingNotes.NONE);
  }

  /**
   * {@return a data set with validation images of its own and notes, whose fingerprint is computed
   * here}
   *
   * @param name short name such as {@code cifar10}, without the folder
   * @param train training images; validation images are split off it, see {@link Split}, unless the
   *     set brings its own
   * @param validation the images that the set's authors set aside for decisions, if they did
   * @param test the official test images when their file is there; never used for a decision
   * @param classNames one name a class, in label order
   * @param flipMakesSense whether a mirrored image still shows its class (false for digits)
   * @param notes what was seen while it was read
   */
  public static Dataset of(
      String name,
      ImageSet train,
      Optional<ImageSet> validation,
      Optional<ImageSet> test,
      List<String> classNames,
      boolean flipMakesSense,
      ReadingNotes notes) {
    return new Dataset(
        name,
        train,
        validation,
        test,
        classNames,
        flipMakesSense,
        fingerprintOf(train, validation, test),
        notes);
  }

  /**
   * {@return the same images with other notes}
   *
   * @param changed what was seen while the data was read
   */
  public Dataset withNotes(ReadingNotes changed) {
    return new Dataset(
        name, train, validation, test, classNames, flipMakesSense, fingerprint, changed);
  }

  /** {@return the number of classes, K} */
  public int classes() {
    return classNames.size();
  }

  /**
   * {@return the same task with at most n training images, drawn by seed; it has its own
   * fingerprint}
   *
   * @param n most training images; this task itself when it has no more
   * @param seed the same seed gives the same images in the same order
   */
  public Dataset limitTraining(int n, long seed) {
    return n >= train.size()
        ? this
        : of(name, train.take(n, seed), validation, test, classNames, flipMakesSense, notes);
  }

  private static void checkPart(
      String name, String part, Optional<ImageSet> images, ImageSet train, int classes) {
    if (images.isEmpty()) {
      return;
    }
    ImageSet set = images.get();
    checkLabels(name, set, classes);
    if (set.height() != train.height()
        || set.width() != train.width()
        || set.channels() != train.channels()) {
      throw new IllegalArgumentException(
          Texts.of(
              "%s: %s images %s differ in size from training images %s", name, part, set, train));
    }
  }

  private static void checkLabels(String name, ImageSet set, int classes) {
    if (set.maxLabel() >= classes) {
      throw new IllegalArgumentException(
          name + ": label " + set.maxLabel() + " has no class name, there are " + classes);
    }
  }

  private static String fingerprintOf(
      ImageSet train, Optional<ImageSet> validation, Optional<ImageSet> test) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      train.digestInto(digest);
      validation.ifPresent(set -> set.digestInto(digest));
      test.ifPresent(set -> set.digestInto(digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must offer SHA-256", e);
    }
  }
}
