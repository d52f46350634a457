/**
 * Learning theta of splits and the outgoing weights of new neurons (method.md sections 3.3 and 5).
 *
 * <p>May use what {@code score} may, and {@code score}.
 *
 * <p>Decisions:
 *
 * <ul>
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
 * </ul>
 */
package org.morphoscope.score.learn;
