/**
 * Nets and passes: training, frozen passes, BatchNorm statistics, gradients, the optimiser. The
 * only place where activations live.
 *
 * <p>May use {@code net}, ND4J's arrays and the packages below {@code compute}: {@code kernels}
 * (the contract), {@code cpu}, {@code nd4j} and {@code cuda} (one back end each) and {@code device}
 * (which of them, with how many threads).
 *
 * <p>What is computed, and where (names as in method.md, section 2):
 *
 * <ul>
 *   <li>A layer: {@code a = w * x} or a sum of layers, {@code u = kappa a + shift}, {@code z =
 *       phi(u)}; a {@code [N, H, W, C]}, z {@code [N, H', W', C]} ({@code NetworkLayer} has the
 *       numbers, {@code FrozenPass} and {@code TrainingShard} the arrays).
 *   <li>The head: logits {@code = w z + b}, softmax, {@code L_n = -log p[label]} in nats, in double
 *       on the host ({@code SoftmaxLoss}).
 *   <li>Frozen backward: {@code g_n = dL_n / dz} of each image's own loss, {@code ga = kappa
 *       phi'(u)^T g}, {@code gx = w^T * ga}; no weight gradients ({@code FrozenPass.backward},
 *       {@code Gradients}).
 *   <li>Training step: kappa and shift from the batch's mean and variance; backward {@code ga = p
 *       gu + q a + r}, {@code gw = sum_n x_n * ga_n} of the mean loss ({@code TrainingPass}); then
 *       {@code Optimiser}.
 *   <li>BatchNorm statistics of given images, without ({@code BatchNormStatistics.refresh}) and
 *       with the correction that keeps the function ({@code BatchNormStatistics.rebase}, section
 *       3.1).
 * </ul>
 *
 * <p>Threads: a pass over shards runs on the {@code Team}'s threads, each on arrays and kernels of
 * its own; what they share (weights, statistics of a batch) is written by the calling thread
 * between their tasks. Sums over shards are taken in the order of the shards, so equal seeds and
 * equally many threads give equal digits.
 *
 * <p>Ownership: whoever allocates an array closes it. Passes, nets and optimisers own theirs until
 * they are closed; scratch memory and pools are closed by who made them.
 *
 * <p>Decisions: an array's contents are for kernels only. Passes cut arrays into views and hand
 * them on; statistics and losses leave as {@code double[]}.
 */
package org.morphoscope.compute;
