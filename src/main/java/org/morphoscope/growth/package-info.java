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
 *   <li>Arrays inside events are not copied; nobody changes them after they were emitted.
 * </ul>
 */
package org.morphoscope.growth;
