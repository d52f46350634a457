/**
 * Two moments of a run, or of two runs, side by side.
 *
 * <p>May use {@code ui.graph}, {@code ui.model}, {@code ui.kit}, {@code net} and JavaFX. Decision:
 * a window of its own, so that it can stand beside the first one on a second screen; it draws with
 * the graph of the first window, both drawings linked to one camera. Marks are those of decisions:
 * a channel that was split carries the sign of a split. What they mean on either side is said here,
 * not in the legends of the graphs.
 */
package org.morphoscope.ui.diff;
