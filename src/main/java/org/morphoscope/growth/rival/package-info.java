/**
 * Other people's methods as growth strategies: which of the scored candidates they take (method.md
 * section 12). What they learn and how they score is {@code score.rival}, behind {@link
 * org.morphoscope.run.GrowthEngine}.
 *
 * <p>May use {@code net}, {@code run} and {@code selection}.
 *
 * <p>Decisions: every strategy has the same allowance of the resource in a round, whatever share of
 * the channels its authors grow at a time, so that all reach the same sizes after the same rounds
 * (method.md section 12).
 */
package org.morphoscope.growth.rival;
