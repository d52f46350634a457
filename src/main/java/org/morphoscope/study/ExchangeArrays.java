package org.morphoscope.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.morphoscope.journal.disk.Npy;
import org.morphoscope.text.Texts;

/** The arrays of an exchange case, checked for type, shape and range. */
final class ExchangeArrays {
  private final Path folder;

  ExchangeArrays(Path folder) {
    this.folder = folder;
  }

  /** First dimension of a convolution's filters. */
  int width(String stem) throws IOException {
    Npy.Array array = array(stem);
    if (array.shape().length != 4 || array.shape()[0] < 1) {
      throw bad(file(stem), "shape [O, I, k, k]", text(array.shape()), "export the case again");
    }
    return array.shape()[0];
  }

  /**
   * Finite floating-point numbers.
   *
   * @param shape expected; -1 for any
   */
  double[] floats(String stem, int... shape) throws IOException {
    Npy.Array array = array(stem);
    if (!array.floating()) {
      throw bad(file(stem), "floating-point numbers", "integers", "export the array as float32");
    }
    int[] found = array.shape();
    boolean same = found.length == shape.length;
    for (int i = 0; same && i < shape.length; i++) {
      same = shape[i] < 0 ? found[i] > 0 : found[i] == shape[i];
    }
    if (!same) {
      throw bad(
          file(stem),
          "shape " + text(shape).replace("-1", "N"),
          text(found),
          "export the array again");
    }
    for (int i = 0; i < array.values().length; i++) {
      if (!Double.isFinite(array.values()[i])) {
        throw bad(
            file(stem),
            "finite numbers",
            array.values()[i] + " at element " + i,
            "export the array again");
      }
    }
    return array.values();
  }

  /** One class per sample. */
  int[] labels(String stem, int samples, int classes) throws IOException {
    Npy.Array array = array(stem);
    if (array.floating()) {
      throw bad(file(stem), "integers", "floating-point numbers", "export the labels as int32");
    }
    if (array.shape().length != 1 || array.shape()[0] != samples) {
      throw bad(
          file(stem), Texts.of("shape [%d]", samples), text(array.shape()), "export it again");
    }
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      double v = array.values()[i];
      if (v < 0 || v >= classes) {
        throw bad(
            file(stem),
            "labels from 0 to " + (classes - 1),
            Texts.of("%d at element %d", (long) v, i),
            "export the labels again");
      }
      labels[i] = (int) v;
    }
    return labels;
  }

  private Npy.Array array(String stem) throws IOException {
    Path file = file(stem);
    if (!Files.isRegularFile(file)) {
      throw bad(file, "an array", "nothing", "check the case's directory");
    }
    try {
      return Npy.read(file);
    } catch (IOException e) {
      throw new CaseFormatException(e.getMessage(), e);
    }
  }

  Path file(String stem) {
    return folder.resolve(stem + ".npy");
  }

  private static String text(int[] shape) {
    return Arrays.toString(shape);
  }

  static CaseFormatException bad(Path file, String expected, Object found, String remedy) {
    return new CaseFormatException(
        Texts.of("%s: expected %s, found %s; %s", file, expected, found, remedy));
  }
}
