/**
 * The rounds of the run in order, and the bar of the replay below them.
 *
 * <p>May use {@code ui.replay}, {@code ui.model}, {@code ui.kit} and JavaFX. Decision: marks are
 * ordinary toggle buttons, so that the keyboard and screen readers reach every round.
 */
package org.morphoscope.ui.timeline;
