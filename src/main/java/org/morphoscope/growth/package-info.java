/**
 * The growth loop: train, refresh, learn, score, propose, decide, apply, measure, and so on.
 *
 * <p>May use {@code net}, {@code data}, {@code compute}, {@code morph} and {@code score}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Events go up, answers go down. {@link org.morphoscope.growth.GrowthEvent}s are records of
 *       JDK and {@code net} values and reach every listener in order, on the engine's thread. A
 *       decision comes down through {@link org.morphoscope.growth.Decider}, everything else through
 *       {@link org.morphoscope.growth.RunControl}.
 *   <li>Every random choice is drawn from a generator seeded by (seed, round, phase), so a run that
 *       was killed and resumed repeats exactly what the uninterrupted run would have done.
 *   <li>A set whose measured change contradicts its prediction is halved once and then taken back
 *       (see {@code RoundGrowth}): a round without growth is better than a worse net. Automatic
 *       growth never makes a net smaller; a person may.
 *   <li>Identities of channels are given in the order in which splits were taken and never twice,
 *       so that views can follow a channel through the rounds.
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
 *   <li>Locks are set through {@link org.morphoscope.growth.RunControl} at any time and count from
 *       the next proposal on; {@code LocksChanged} tells of them before anything that obeys them,
 *       and at once while the run is paused or waits for a decision, so that a kill does not lose
 *       what a person has set. A proposal names the groups that were locked, so that it can be
 *       reconsidered without the run.
 *   <li>A round that a person takes back ({@code Undone}) is repeated from the state before it with
 *       the same seeds: the proposal is the same again, and only another answer leads elsewhere.
 *   <li>Arrays inside events are not copied; nobody changes them after they were emitted.
 * </ul>
 */
package org.morphoscope.growth;
