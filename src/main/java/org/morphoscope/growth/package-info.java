/**
 * The growth loop: train, refresh, learn, score, propose, decide, apply, measure, and so on
 * (method.md section 9).
 *
 * <p>May use {@code net}, {@code run} and {@code selection}; the numerics come behind {@link
 * org.morphoscope.run.GrowthEngine}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A set whose measured change contradicts its prediction is halved once and then taken back
 *       (see {@code RoundGrowth}): a round without growth is better than a worse net. Automatic
 *       growth never makes a net smaller; a person may.
 *   <li>The two-standard-error rule on held-out images (method.md section 8) guards against harm: a
 *       set is contradicted when the held-out loss rises by more than two standard errors. Asking
 *       for a held-out <em>gain</em> of two standard errors would block nearly every set of a
 *       trained net: with 2,000 images the error is about 0.002 and gains are 0.001 to 0.01. The
 *       held-out images are validation images, so validation losses are not untouched by choices;
 *       test images are.
 *   <li>When a set is contradicted, half of its morphisms are dropped (not half of theta): the half
 *       that was taken first, within the round's limit of parameters.
 *   <li>A round in which nothing pays still trains and is recorded; the run goes on, because
 *       training changes what pays.
 *   <li>A round that a person takes back ({@code Undone}) is repeated from the state before it with
 *       the same seeds: the proposal is the same again, and only another answer leads elsewhere.
 * </ul>
 */
package org.morphoscope.growth;
