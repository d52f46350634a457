/**
 * The rounds of the run in order; one click shows the window as it was.
 *
 * <p>May use {@code ui.model}, {@code ui.kit} and JavaFX. Decision: marks are ordinary toggle
 * buttons, so that the keyboard and screen readers reach every round.
 */
package org.morphoscope.ui.timeline;
