package org.morphoscope.compute.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The part of {@link Kernels} that is about splitting a channel into {@code u + d} and {@code u -
 * d}. Shapes and names are those of {@link Kernels}.
 */
public interface SplitKernels {

  /**
   * Change of z by a channel split, exact: {@code dz = (phi(u + d) + phi(u - d)) / 2 - phi(u)} with
   * {@code u = kappa a + shift}, {@code d = kappa b}: a, b [N,H,W,C], dz [N,H',W',C].
   *
   * @param split the chain, a and b of the layer
   * @param dz {@code [N, H', W', C]}, overwritten
   */
  void splitDelta(LayerSplits split, INDArray dz);

  /**
   * Gradient of {@code sum r . dz} in b: {@code gb = kappa (phi'(u + d)^T r - phi'(u - d)^T r) /
   * 2}; each child's maximum routes through its own position. r [N,H',W',C], gb [N,H,W,C]. {@code
   * gb} may be the same array as {@code b}.
   *
   * @param split the chain, a and b of the layer
   * @param r {@code [N, H', W', C]}
   * @param gb {@code [N, H, W, C]}, overwritten
   */
  void splitGradient(LayerSplits split, INDArray r, INDArray gb);

  /**
   * Both children of a split: {@code plus = phi(u + d)}, {@code minus = phi(u - d)}, with u and d
   * as in {@link #splitDelta}.
   *
   * @param split the chain, a and b of the layer
   * @param plus {@code [N, H', W', C]}, overwritten with the child of {@code u + d}
   * @param minus {@code [N, H', W', C]}, overwritten with the child of {@code u - d}
   */
  void childrenForward(LayerSplits split, INDArray plus, INDArray minus);

  /**
   * Gradient in b of {@code sum gPlus . plus / 2 + gMinus . minus / 2} of {@link #childrenForward}:
   * {@code gb = kappa (phi'(u + d)^T gPlus - phi'(u - d)^T gMinus) / 2}. {@code gb} may be the same
   * array as {@code b}.
   *
   * @param split the chain, a and b of the layer
   * @param gPlus {@code [N, H', W', C]}, gradient in {@code plus}
   * @param gMinus {@code [N, H', W', C]}, gradient in {@code minus}
   * @param gb {@code [N, H, W, C]}, overwritten; may be the same array as {@code b}
   */
  void childrenBackward(LayerSplits split, INDArray gPlus, INDArray gMinus, INDArray gb);

  /**
   * {@code dz = (plus + minus) / 2 - z}, same shape.
   *
   * @param plus {@code [N, H', W', C]}, the child of {@code u + d}
   * @param minus {@code [N, H', W', C]}, the child of {@code u - d}
   * @param z the parent, of the same shape
   * @param dz overwritten, of the same shape
   */
  void childrenDelta(INDArray plus, INDArray minus, INDArray z, INDArray dz);

  /**
   * What a step of learning needs of a layer's splits, in one go (method.md section 5). With dz as
   * in {@link #splitDelta}, per sample and channel {@code products = dz . g} and {@code rows = dz .
   * h}; and gb, the gradient in b of {@code sum products + (factor_n rows)^2 / 2}, which is {@link
   * #splitGradient} of {@code r = g + factor_n^2 rows h}.
   *
   * @param split the chain, a and b of the layer
   * @param g [N,H',W',C]
   * @param h [N,H',W',C]; may be the same array as {@code g}
   * @param factor one per sample
   * @param products {@code [N, C]}, overwritten
   * @param rows {@code [N, C]}, overwritten
   * @param gb [N,H,W,C]; may be the same array as {@code b}
   */
  void learnSplits(
      LayerSplits split,
      INDArray g,
      INDArray h,
      double[] factor,
      double[] products,
      double[] rows,
      INDArray gb);

  /**
   * What scoring needs of a layer's splits and prunes, in one go. With dz as in {@link
   * #splitDelta}, per sample and channel and for each of the gradients: {@code splits[i] = dz .
   * g_i}, {@code values[i] = z . g_i} and {@code sums[i] = sum over positions g_i}, all {@code [N,
   * C]}, overwritten.
   *
   * @param split the chain, a and b of the layer
   * @param z {@code [N, H', W', C]}, output of the chain
   * @param g gradients, each {@code [N, H', W', C]}
   * @param splits one array {@code [N, C]} for each gradient, overwritten
   * @param values likewise
   * @param sums likewise
   */
  void scoreSplits(
      LayerSplits split,
      INDArray z,
      INDArray[] g,
      double[][] splits,
      double[][] values,
      double[][] sums);
}
