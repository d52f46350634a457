package org.morphoscope.compute;

/** Losses and accuracy of the frozen net on given images. */
public final class FrozenLosses {
  private final double[] losses;
  private final int correct;

  private FrozenLosses(double[] losses, int correct) {
    this.losses = losses;
    this.correct = correct;
  }

  public static <E extends Exception> FrozenLosses of(
      FrozenPasses passes, int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after)
      throws E {
    double[] losses = new double[images];
    int[] correct = new int[passes.team().shards()];
    int classes = passes.network().spec().classes();
    passes.forward(
        images,
        loader,
        (shard, pass, first) -> {
          System.arraycopy(pass.losses(), 0, losses, first, pass.batch());
          for (int i = 0; i < pass.batch(); i++) {
            if (SoftmaxLoss.correct(pass.logits(), classes, i, pass.labels()[i])) {
              correct[shard]++;
            }
          }
        },
        after);
    return new FrozenLosses(losses, java.util.Arrays.stream(correct).sum());
  }

  /** Cross-entropy of each image in nats. */
  public double[] losses() {
    return losses;
  }

  public double loss() {
    return mean(losses);
  }

  /** Standard error of {@link #loss}. */
  public double lossError() {
    return standardError(losses);
  }

  /** Share of images whose label has the largest logit. */
  public double accuracy() {
    return (double) correct / losses.length;
  }

  public static double mean(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }

  /** Standard error of the mean. */
  public static double standardError(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double v : values) {
      sum += (v - mean) * (v - mean);
    }
    return Math.sqrt(sum / values.length / values.length);
  }
}
