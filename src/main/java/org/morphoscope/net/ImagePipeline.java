package org.morphoscope.net;

import java.util.List;
import org.morphoscope.text.Texts;

/**
 * What a net needs beside its weights to be used on pictures or on rows of a table: how they become
 * its input, and what its outputs mean. It travels with the net, from a run's description into
 * every file that is written of it.
 *
 * <p>A byte v of channel c enters the net as {@code (v / 255 - mean[c]) / std[c]}, a number v of
 * column c of a table as {@code (v - mean[c]) / std[c]}.
 *
 * @param mean C means of pixels from 0 to 1, or of the columns in their units
 * @param std C standard deviations, each above 0
 * @param classes one name per output of the net, in their order
 * @param images size of the net's input
 * @param resize how a picture of any size becomes one of that size; without meaning for a table
 * @param columns names of a table's columns in the order of the channels; empty for pictures
 */
public record ImagePipeline(
    List<Double> mean,
    List<Double> std,
    List<String> classes,
    TensorShape images,
    ResizeRule resize,
    List<String> columns) {

  /** How a picture of any size becomes a small square. */
  public enum ResizeRule {
    /**
     * Turned as the camera noted, laid on white, the largest square around the centre cut out, and
     * every pixel of the result the mean over the area that it covers, halves upwards. Smaller
     * pictures are enlarged by the same rule.
     */
    SQUARE_AREA("center-square-area"),

    /**
     * As the first versions of the program did it: not turned, pixels of large pictures left out
     * before averaging.
     */
    SQUARE_SUBSAMPLED("center-square-subsampled");

    private final String label;

    ResizeRule(String label) {
      this.label = label;
    }

    /** {@return the name in files} */
    public String label() {
      return label;
    }

    /**
     * {@return the rule of a name}
     *
     * @param label the name in files, exactly
     * @throws IllegalArgumentException in one sentence when there is none
     */
    public static ResizeRule of(String label) {
      for (ResizeRule rule : values()) {
        if (rule.label.equals(label)) {
          return rule;
        }
      }
      throw new IllegalArgumentException(
          Texts.of(
              "resize: expected %s or %s, found '%s'",
              SQUARE_AREA.label, SQUARE_SUBSAMPLED.label, label));
    }
  }

  /**
   * Of pictures.
   *
   * @param mean C means of pixels from 0 to 1
   * @param std C standard deviations, each above 0
   * @param classes one name per output of the net, in their order
   * @param images size of the net's input
   * @param resize how a picture of any size becomes one of that size
   */
  public ImagePipeline(
      List<Double> mean,
      List<Double> std,
      List<String> classes,
      TensorShape images,
      ResizeRule resize) {
    this(mean, std, classes, images, resize, List.of());
  }

  /**
   * Copies the lists and checks that the parts fit each other.
   *
   * @param mean C means of pixels from 0 to 1, or of the columns in their units
   * @param std C standard deviations, each above 0
   * @param classes one name per output of the net, in their order
   * @param images size of the net's input
   * @param resize how a picture of any size becomes one of that size; without meaning for a table
   * @param columns names of a table's columns in the order of the channels; empty for pictures
   * @throws IllegalArgumentException in one sentence when the parts do not fit each other
   */
  public ImagePipeline {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    classes = List.copyOf(classes);
    columns = List.copyOf(columns);
    int channels = images.channels();
    if (mean.size() != channels || std.size() != channels) {
      throw new IllegalArgumentException(
          Texts.of(
              "expected one mean and one std for each of the %d channels, found %d and %d",
              channels, mean.size(), std.size()));
    }
    if (!columns.isEmpty() && columns.size() != channels) {
      throw new IllegalArgumentException(
          Texts.of("expected %d names of columns, found %d", channels, columns.size()));
    }
    if (!mean.stream().allMatch(Double::isFinite)
        || !std.stream().allMatch(v -> v > 0 && Double.isFinite(v))) {
      throw new IllegalArgumentException(
          Texts.of("expected finite means and stds above 0, found %s and %s", mean, std));
    }
  }

  /** {@return whether the net sees rows of a table and no pictures} */
  public boolean isTable() {
    return !columns.isEmpty();
  }

  /**
   * {@return the order of the channels: {@code RGB}, {@code L} for grey; else {@code C0,C1,...}}
   */
  public String channelOrder() {
    return channelOrder(images.channels());
  }

  /**
   * {@return the order of so many channels}
   *
   * @param channels number of values a pixel
   */
  public static String channelOrder(int channels) {
    if (channels == 3 || channels == 1) {
      return channels == 3 ? "RGB" : "L";
    }
    StringBuilder order = new StringBuilder("C0");
    for (int c = 1; c < channels; c++) {
      order.append(",C").append(c);
    }
    return order.toString();
  }
}
