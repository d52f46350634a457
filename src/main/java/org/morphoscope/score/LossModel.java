package org.morphoscope.score;

import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.PassScratch;
import org.morphoscope.selection.CurvatureMode;

/**
 * The second-order model of a sample's loss, {@code s + q}, in the four curvature modes (method.md
 * section 4). Every mode is a sum over directions: {@code q = 1/2 sum_j row_j^2}, so that {@code G
 * = E[sum_j row_j row_j']}, and the multiplier on dz is {@code r = g + sum_j coefficient_j
 * direction_j}. All but {@code ggn} have one direction.
 */
public final class LossModel implements AutoCloseable {
  /** L_n is not taken smaller than this in {@code sqrt}. */
  static final double SMALLEST_LOSS = 1e-6;

  private final CurvatureMode mode;
  private final FrozenPass pass;

  /** g: of each image's own loss for its true label. */
  private final Gradients gradient;

  /** g~, or g_y of the present class; null in the modes whose direction is g. */
  private final Gradients direction;

  /** The label of each image that {@link #direction} is the gradient for. */
  private final int[] directionLabels;

  /**
   * Prepares the gradients of a pass; {@link #prepare} fills them.
   *
   * @param mode which second-order model of the loss
   * @param pass whose gradients are taken
   * @param keepA whether gradients at the sources' outputs are needed too (new neurons)
   */
  public LossModel(CurvatureMode mode, FrozenPass pass, boolean keepA) {
    this.mode = mode;
    this.pass = pass;
    this.gradient = pass.newGradients(keepA);
    this.direction = mode.second() ? pass.newGradients(keepA) : null;
    this.directionLabels = new int[pass.batch()];
  }

  /**
   * Gradients at the sources' outputs in memory that others use too: valid until they do.
   *
   * @param mode which second-order model of the loss
   * @param pass whose gradients are taken
   * @param forGradient scratch behind {@code g_a}
   * @param forDirection scratch behind {@code g~_a}
   */
  public LossModel(
      CurvatureMode mode, FrozenPass pass, PassScratch forGradient, PassScratch forDirection) {
    this.mode = mode;
    this.pass = pass;
    this.gradient = pass.newGradients(forGradient);
    this.direction = mode.second() ? pass.newGradients(forDirection) : null;
    this.directionLabels = new int[pass.batch()];
  }

  /** {@return the pass whose gradients are taken} */
  public FrozenPass pass() {
    return pass;
  }

  /**
   * Backward for g, and for g~ in {@code ggn-mc}, after the pass's forward. The labels depend on
   * the image and the sampler's seed alone, so a pass that is repeated, or cut otherwise, meets the
   * same g~.
   *
   * @param sampler draws y~ of {@code ggn-mc}; other modes do not ask it
   * @param first position of the first image in the loader's order
   */
  public void prepare(LabelSampler sampler, int first) {
    pass.backward(pass.labels(), gradient);
    if (mode == CurvatureMode.GGN_MC) {
      int classes = pass.network().spec().classes();
      for (int i = 0; i < pass.batch(); i++) {
        directionLabels[i] = sampler.draw(first + i, pass.probabilities(), i, classes);
      }
      pass.backward(directionLabels, direction);
    }
  }

  /** {@return {@code g}, of every sample's own loss; valid until the next {@link #prepare}} */
  public Gradients gradient() {
    return gradient;
  }

  /** {@return the number of directions: K for {@code ggn}, else 1} */
  public int directions() {
    return mode == CurvatureMode.GGN ? pass.network().spec().classes() : 1;
  }

  /**
   * Makes direction j current; {@code ggn} runs a backward pass for class j.
   *
   * @param j 0 to {@link #directions} - 1
   */
  public void select(int j) {
    if (mode == CurvatureMode.GGN) {
      java.util.Arrays.fill(directionLabels, j);
      pass.backward(directionLabels, direction);
    }
  }

  /**
   * {@return whether the current direction is g itself, so that its products are already known as
   * s}
   */
  public boolean directionIsGradient() {
    return direction == null;
  }

  /** {@return the current direction; valid until the next {@link #select} or {@link #prepare}} */
  public Gradients direction() {
    return direction == null ? gradient : direction;
  }

  /**
   * {@return the factor f from a product with the current direction to the curvature row, {@code
   * row = f dz . direction} and {@code q = sum_j row_j^2 / 2} (method.md section 4): {@code sqrt}
   * has {@code q = s^2 / (4 L)}, {@code ggn} weighs class y by p_y}
   *
   * @param sample index of the image in the pass
   * @param j the current direction
   */
  public double rowFactor(int sample, int j) {
    return switch (mode) {
      case SQRT -> 1 / Math.sqrt(2 * Math.max(pass.losses()[sample], SMALLEST_LOSS));
      case FISHER, GGN_MC -> 1;
      case GGN -> Math.sqrt(pass.probabilities()[sample * directions() + j]);
    };
  }

  @Override
  public void close() {
    gradient.close();
    if (direction != null) {
      direction.close();
    }
  }
}
