/**
 * How a channel grew, slowly: an animation of one change of a round, drawn from the run's own
 * numbers.
 *
 * <p>May use {@code history}, {@code run}, {@code net} and {@code ui.kit}. Decisions: what is drawn
 * is what the event of the change recorded ({@link org.morphoscope.run.AppliedMorphism.Filter}), so
 * that it is the same while a run grows, in a replay and over the wire; time is a number that a
 * slider can set, and the clock only turns it on.
 */
package org.morphoscope.ui.film;
