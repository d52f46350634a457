/**
 * What a prediction rests on: how it is spread over the images that were scored, and the images
 * themselves.
 *
 * <p>May use {@code data}, {@code run}, {@code selection} and {@code journal} to find the images of
 * a run, {@code ui.kit} and JavaFX. Decisions: the record of a run tells which images gain and lose
 * most by their place in the scoring order, not their pixels; the pictures are read from the run's
 * own data, whose fingerprint must fit, or the panel says why there are none.
 */
package org.morphoscope.ui.evidence;
