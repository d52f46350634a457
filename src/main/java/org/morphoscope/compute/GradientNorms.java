package org.morphoscope.compute;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.kernels.Kernels;

/**
 * Sizes of the gradients of every layer over some batches: {@code sqrt(mean over batches of the sum
 * of squares)} of the gradients of the batch's mean loss in all trainable numbers of the layer,
 * before weight decay. Used by the thread that trains.
 */
public final class GradientNorms {
  private final List<Double> squares = new ArrayList<>();
  private int batches;

  /**
   * Takes in the gradients of a batch.
   *
   * @param pass whose backward has just run
   * @param kernels of the calling thread
   */
  public void add(TrainingPass pass, Kernels kernels) {
    for (int l = 0; l < pass.gradients().size(); l++) {
      LayerGradient gradient = pass.gradients().get(l);
      // filters lie on the device, numbers per channel on the host; a sum has neither
      double sum = square(gradient.gamma()) + square(gradient.beta()) + square(gradient.bias());
      if (gradient.weight() != null) {
        double[] weight = new double[Math.toIntExact(gradient.weight().length())];
        kernels.download(gradient.weight(), weight);
        sum += square(weight);
      }
      if (l == squares.size()) {
        squares.add(sum);
      } else {
        squares.set(l, squares.get(l) + sum);
      }
    }
    batches++;
  }

  private static double square(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  /** {@return the root of the mean square of every layer, the head last; empty before a batch} */
  public List<Double> rootMeanSquares() {
    return squares.stream().map(sum -> Math.sqrt(sum / batches)).toList();
  }
}
