package org.morphoscope.cli.option;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.morphoscope.model.InputScaling;
import org.morphoscope.run.config.PixelScaling;
import org.morphoscope.text.Texts;
import picocli.CommandLine.Option;

/** Options that keep a trained net that is brought, and any training, from harm. */
public final class CareOptions {
  private static final double BYTE = 255;

  @Option(
      names = "--restore-batch-norm",
      description =
          "Put identities of BatchNormalization back behind the convolutions of an .onnx or .zip"
              + " that has none because its exporter folded them: the same net, but one that"
              + " trains well.")
  private boolean restoreBatchNorm;

  @Option(
      names = "--input-mean",
      split = ",",
      paramLabel = "M,M,M",
      description =
          "What the net of an .onnx or .zip was trained to have taken off its images, per channel,"
              + " for pixels from 0 to 1 or, where --input-std is above 2, from 0 to 255"
              + " (default: as the file says, else the mean of the training images).")
  private List<Double> inputMean;

  @Option(
      names = "--input-std",
      split = ",",
      paramLabel = "S,S,S",
      description = "What its images are divided by then (with --input-mean).")
  private List<Double> inputStd;

  /** What happens when training diverges. */
  enum OnDivergence {
    /** The run ends. */
    STOP(0),
    /** The round is played again, three times, each time at a third of the rate. */
    RETRY(3);

    private final int retries;

    OnDivergence(int retries) {
      this.retries = retries;
    }
  }

  @Option(
      names = "--on-divergence",
      paramLabel = "stop|retry",
      description =
          "When the training loss of a round or tail is no number any more or far above that of its"
              + " beginning: end the run, or go back to where it began and on at a third of the"
              + " learning rate, three times (default: retry). A tail has the smaller rate to"
              + " itself.")
  private OnDivergence onDivergence = OnDivergence.RETRY;

  int retries() {
    return onDivergence.retries;
  }

  boolean restoresBatchNorm() {
    return restoreBatchNorm;
  }

  /**
   * @param brought whether the seed net is a trained one of a file
   * @throws IllegalArgumentException in one sentence when an option is for another kind of net
   */
  void requireFitting(String seedNet, boolean brought) {
    requireBrought(restoreBatchNorm, "--restore-batch-norm", seedNet, brought);
    requireBrought(inputMean != null, "--input-mean", seedNet, brought);
    requireBrought(inputStd != null, "--input-std", seedNet, brought);
    if ((inputMean == null) != (inputStd == null)) {
      throw new IllegalArgumentException(
          "expected --input-mean and --input-std together, found only one of them");
    }
  }

  private static void requireBrought(
      boolean given, String option, String seedNet, boolean brought) {
    if (given && !brought) {
      throw new IllegalArgumentException(
          Texts.of(
              "%s: expected a trained net (.onnx or .zip) as --seed-net, found '%s'",
              option, seedNet));
    }
  }

  /**
   * How a net was trained to see its images.
   *
   * @param told by its file
   * @throws IllegalArgumentException in one sentence when the numbers are of no use
   */
  Optional<PixelScaling> scaling(Optional<InputScaling> told) {
    if (inputMean != null) {
      double largest = inputStd.stream().mapToDouble(Math::abs).max().orElse(0);
      double unit = largest > InputScaling.LARGEST_OF_UNIT_PIXELS ? BYTE : 1;
      return Optional.of(scaled(inputMean, inputStd, unit));
    }
    return told.map(
        scaling ->
            scaled(list(scaling.mean()), list(scaling.deviation()), scaling.ofBytes() ? BYTE : 1));
  }

  private static PixelScaling scaled(List<Double> mean, List<Double> deviation, double unit) {
    return new PixelScaling(
        mean.stream().map(v -> v / unit).toList(), deviation.stream().map(v -> v / unit).toList());
  }

  private static List<Double> list(double[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }
}
