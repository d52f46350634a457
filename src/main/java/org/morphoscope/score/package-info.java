/**
 * The Gauss-Newton model of the loss: the four curvature modes and the sums of a scoring pass
 * (method.md sections 3, 4 and 7). Learning is in {@code score.learn}, choosing in {@code
 * selection}.
 *
 * <p>May use {@code net}, {@code data}, {@code compute}, {@code morph} and {@code selection}; hands
 * out {@code double[]}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>All four modes are one code path: a mode is a set of directions with {@code q = 1/2 sum_j
 *       row_j^2} and the multiplier {@code r = g + sum_j coefficient_j direction_j} (see {@code
 *       LossModel}). Only {@code ggn} has more than one direction.
 *   <li>The mean m of a pruned channel is known before the scoring pass, so that prunes need no
 *       sums of their own and their standard errors are exact. A run takes it from the images that
 *       theta is learned on, which pass by anyway (with fewer steps than they fill, by a pass of
 *       its own); {@code calibrate} and the exchange cases from the scoring samples, by a forward
 *       pass before ({@code Baseline}).
 *   <li>One Gram matrix for all shards: they put their rows of a batch side by side, and every few
 *       hundred samples the threads add blocks of its upper triangle. It is dense, exact and in
 *       double up to 4,096 candidates (134 MB). Beyond, only its factor is kept, the samples' rows
 *       as {@code float} (82 MB for 10,000 candidates and 2,048 images; at most 268 MB), and rows
 *       of G are computed when they are asked for and then kept (at most 134 MB), of each only the
 *       kinds of candidates that can still be chosen. The factor lies in blocks of 64 x 64 ({@link
 *       org.morphoscope.selection.Factor}), and 64 rows of G are made together, at about 100
 *       GFLOP/s a core with AVX-512: the first selection among 10,000 candidates, a thousand rows,
 *       takes 0.3 to 0.6 s.
 *   <li>When the rows would be more than 4,096 ({@code ggn} has one for every class), they are
 *       sketched: each is added, with a random sign, to a random row. The curvature of any set then
 *       deviates by 2.2 % of itself, one standard deviation, and the diagonal, known exactly from
 *       the single scores, is put right. A subset of the samples would deviate more, because few
 *       samples carry most of the curvature.
 *   <li>The scoring pass keeps every image's change as {@code float} until it ends, then only its
 *       histogram and the images at both ends ({@link org.morphoscope.selection.Evidence}): edges
 *       that fit each candidate need all changes first, and from 1,000 candidates on the Gram
 *       matrix is no smaller anyway.
 * </ul>
 */
package org.morphoscope.score;
