/**
 * The Gauss-Newton model of the loss: the four curvature modes, learning theta, the sums of a
 * scoring pass, the joint model of all candidates and the greedy selection.
 *
 * <p>May use {@code net}, {@code data}, {@code compute} and {@code morph}; hands out {@code
 * double[]}.
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
 *   <li>Theta is learned in one pass: 16 steps of 128 images at a rate of 0.005, instead of
 *       method.md's 32 to 64 steps of 256 at 0.02, which fit their 2,048 images too well. On images
 *       that nothing was learned or chosen on, the splits that a first half of them finds good
 *       bring -0.018 and -0.0038 nats together ({@code vgg-small} and {@code resnet-small} after 12
 *       epochs on 10,000 images of CIFAR-10, four seeds, the single scores added up) at a sixth of
 *       the arithmetic; 48 steps of 256 bring -0.015 and -0.0044, 16 of 256 at 0.007 -0.022 and
 *       -0.0050. Images that are met once need not be kept either.
 *   <li>The restart of method.md section 5 costs no second learning: after a third of the steps
 *       channels whose J was not negative, over the steps before or over the samples if those are
 *       fewer, get a fresh theta.
 *   <li>J_l of the outgoing weights is quadratic, and two steps of conjugate gradients from zero
 *       learn them; they stop that early because more fit the samples. The set that the selection
 *       takes from them brings -0.0055 and -0.0027 nats on other images (the nets of above); with
 *       three steps as much, with one -0.0052 and -0.0020, with 48 steps of Adam -0.0013 on the
 *       first net. The curvature is that of every fourth image (of 512 at least), which no longer
 *       shows in these figures: it mostly decides how far a step goes.
 *   <li>Captured activations of learning samples that are met again are kept up to a limit in bytes
 *       and recomputed beyond it; labels are drawn per sample by seed, so both ways give the same
 *       theta. They lie in a pool that a run keeps from round to round: fresh memory of that size
 *       (1 GB for 2,048 images of 32 x 32) costs as many page faults as the learning costs
 *       arithmetic. A step goes through its images in parts of 16 to 64, whose changes then stay in
 *       the cache between the convolution that makes them and the one that makes their gradient.
 *   <li>A policy takes at most one prune for twenty units in a round. A prune is not a small change
 *       and the joint model under-predicts the harm of many at once: on a briefly trained {@code
 *       resnet-small}, sets of about fifty morphisms in which prunes paid for additions were
 *       predicted at -0.09 and measured at up to +0.03, while sets of splits, or of new neurons,
 *       stayed on the line.
 *   <li>A set has either prunes or new neurons, whichever promises more. A prune cuts off whatever
 *       another morphism sends through the pruned channel, a cross term that no Gauss-Newton model
 *       has; it is small for splits and large for new neurons, whose gains are large. On
 *       Fashion-MNIST a set with both was predicted at -0.165 and measured at -0.047; new neurons
 *       alone -0.136 and -0.114, splits and prunes -0.126 and -0.129. Approved candidates are taken
 *       in any case.
 *   <li>What a budget leaves below the next morphism at the bisected lambda goes to the candidates
 *       that still pay at lambda 0 and fit.
 *   <li>One Gram matrix for all shards: they put their rows of a batch side by side, and every few
 *       hundred samples the threads add blocks of its upper triangle. It is dense, exact and in
 *       double up to 4,096 candidates (134 MB). Beyond, only its factor is kept, the samples' rows
 *       as {@code float} (82 MB for 10,000 candidates and 2,048 images; at most 268 MB), and rows
 *       of G are computed when they are asked for and then kept (at most 134 MB), of each only the
 *       kinds of candidates that can still be chosen. The factor lies in blocks of 64 x 64 ({@link
 *       org.morphoscope.score.Factor}), and 64 rows of G are made together, at about 100 GFLOP/s a
 *       core with AVX-512: the first selection among 10,000 candidates, a thousand rows, takes 0.3
 *       to 0.6 s.
 *   <li>When the rows would be more than 4,096 ({@code ggn} has one for every class), they are
 *       sketched: each is added, with a random sign, to a random row. The curvature of any set then
 *       deviates by 2.2 % of itself, one standard deviation, and the diagonal, known exactly from
 *       the single scores, is put right. A subset of the samples would deviate more, because few
 *       samples carry most of the curvature.
 *   <li>Selection looks at ranges of candidates (one kind, one group): within one, lambda adds the
 *       same to all, so the best of a range does not depend on lambda. The steps of the last runs
 *       are remembered by the best value of every range, and a run at another lambda follows them
 *       up to where it takes another candidate. A run over a budget ends as soon as the prunes that
 *       may still come cannot bring it back. The sets are those of the plain algorithm, ties and
 *       the order of summation included: that order is why a run which takes the same candidates in
 *       another order has to sum again.
 *   <li>The scoring pass keeps every image's change as {@code float} until it ends, then only its
 *       histogram and the images at both ends ({@link org.morphoscope.score.Evidence}): edges that
 *       fit each candidate need all changes first, and from 1,000 candidates on the Gram matrix is
 *       no smaller anyway.
 * </ul>
 */
package org.morphoscope.score;
