/**
 * The table of candidates and the decision about them.
 *
 * <p>May use {@code ui.model}, {@code ui.evidence}, {@code ui.kit}, ControlsFX and JavaFX.
 * Decision: the table is also what screen readers and the keyboard use in place of the graph's
 * canvas.
 */
package org.morphoscope.ui.candidates;
