/**
 * The numerics of other people's methods (method.md section 12): what each of them learns and
 * thinks of every candidate. Choosing is in {@code growth.rival}.
 *
 * <p>May use what {@code score} may, {@code score} and {@code score.learn}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Every method is a {@link org.morphoscope.score.rival.Rival} and ends with an {@link
 *       org.morphoscope.score.rival.Opinion}: a number per candidate in the method's own quantity,
 *       and the weights that a split or a new neuron would get. Applying, measuring and pricing are
 *       then the same for all, and for ours.
 *   <li>New channels of rivals get a BatchNorm that is the identity ({@code gamma = sqrt(1 +
 *       epsilon)}, mean 0, variance 1); when a set is applied every BatchNorm is re-based, which
 *       gives them statistics of their own and keeps the function (method.md section 3.1).
 *   <li>Convolutions and matrix products run on the kernels that everything runs on, so that their
 *       arithmetic is counted as ours is. Decompositions of matrices, elementwise work and the
 *       optimisers of what is learned run on the host in double and are not counted, as with ours.
 * </ul>
 */
package org.morphoscope.score.rival;
