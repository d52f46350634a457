package org.morphoscope.study;

import java.util.List;
import java.util.Map;
import org.morphoscope.compute.Weights;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;

/**
 * The inputs of an exchange case: a net with given weights, images, labels and theta. Read by
 * {@link ExchangeReader}.
 *
 * @param spec the net
 * @param weights its numbers
 * @param theta {@code [O, I, k, k]} per layer; empty for a layer without units of its own
 * @param newNeurons candidates for new neurons with given numbers; none when the case has none
 * @param pixels {@code [N, H, W, C]}
 * @param labels N classes
 * @param drawnLabels the labels drawn for {@code ggn-mc}
 * @param lambda loss per parameter of the selection
 * @param significance standard errors a candidate's score must exceed
 * @param applied fixed sets to apply, by name; empty when the case has none
 */
public record ExchangeCase(
    NetworkSpec spec,
    Weights weights,
    List<double[]> theta,
    NewNeurons newNeurons,
    double[] pixels,
    int[] labels,
    int[] drawnLabels,
    double lambda,
    double significance,
    Map<String, List<Integer>> applied) {
  /**
   * Copies the collections.
   *
   * @param spec the net
   * @param weights its numbers
   * @param theta {@code [O, I, k, k]} per layer; empty for a layer without units of its own
   * @param newNeurons candidates for new neurons with given numbers; none when the case has none
   * @param pixels {@code [N, H, W, C]}
   * @param labels N classes
   * @param drawnLabels the labels drawn for {@code ggn-mc}
   * @param lambda loss per parameter of the selection
   * @param significance standard errors a candidate's score must exceed
   * @param applied fixed sets to apply, by name; empty when the case has none
   */
  public ExchangeCase {
    theta = List.copyOf(theta);
    applied = Map.copyOf(applied);
  }

  /** {@return the number of samples N} */
  public int samples() {
    return labels.length;
  }
}
