/**
 * What a run is, in words: its configuration, events, proposals and decisions, and the engine
 * behind an interface. The vocabulary of the journal, of the window and of the wire to another
 * process.
 *
 * <p>May use {@code net} and {@code selection}; knows no numerics. What can be asked for is in
 * {@code run.config}, part by part. Strategies with scores of their own ({@code
 * GrowthStrategy.rival}) choose in {@code growth.rival}; their sums and learning live in {@code
 * score.rival}, behind {@code GrowthEngine}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Events go up, answers go down. {@link org.morphoscope.run.GrowthEvent}s are records of JDK
 *       and {@code net} values and reach every listener in order, on the engine's thread. A
 *       decision comes down through {@link org.morphoscope.run.Decider}, everything else through
 *       {@link org.morphoscope.run.RunControl}.
 *   <li>Every random choice is drawn from a generator seeded by (seed, round, phase), so a run that
 *       was killed and resumed repeats exactly what the uninterrupted run would have done.
 *   <li>Identities of channels are given in the order in which splits were taken and never twice,
 *       so that views can follow a channel through the rounds.
 *   <li>Locks are set through {@link org.morphoscope.run.RunControl} at any time and count from the
 *       next proposal on; {@code LocksChanged} tells of them before anything that obeys them, and
 *       at once while the run is paused or waits for a decision, so that a kill does not lose what
 *       a person has set. A proposal names the groups that were locked, so that it can be
 *       reconsidered without the run.
 *   <li>Arrays inside events are not copied; nobody changes them after they were emitted.
 * </ul>
 */
package org.morphoscope.run;
