/**
 * The log of decisions: who decided what about which candidate, and what came of it.
 *
 * <p>May use {@code ui.model}, {@code ui.kit} and JavaFX. Decision: a window of its own beside the
 * main one, since it is read across rounds, not at one moment.
 */
package org.morphoscope.ui.decisions;
