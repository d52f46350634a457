/**
 * What a user would do who has no growing net: train a wide one, and take channels away by a
 * measure of what they matter (method.md sections 12.9 and 12.10).
 *
 * <p>May use what {@code score.rival} may, and {@code score.rival}. Decisions: scores are those of
 * prunes, small is unimportant; a channel that goes leaves its mean behind, as with our own prunes
 * (method.md section 3.2), so that a channel of gamma 0 goes without a trace whatever its beta.
 */
package org.morphoscope.score.rival.prune;
