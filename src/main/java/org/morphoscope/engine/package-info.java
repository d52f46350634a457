/**
 * The numerics behind {@link org.morphoscope.run.GrowthEngine}: the data of a run, training,
 * learning, scoring, applying and measuring.
 *
 * <p>May use {@code run}, {@code score}, {@code selection}, {@code compute}, {@code data} and
 * {@code morph}. Decisions: everything random is seeded by (seed, round, purpose) through {@link
 * org.morphoscope.run.Seeds}, so that a run that was killed and resumed repeats what the
 * uninterrupted run would have done.
 */
package org.morphoscope.engine;
