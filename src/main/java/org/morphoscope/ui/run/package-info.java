/**
 * Starting, steering and watching a run: the bar at the top, the strip of phases, the dialog for a
 * new run.
 *
 * <p>May use {@code run}, {@code ui.model}, {@code ui.kit} and JavaFX. Decision: buttons call
 * {@link org.morphoscope.ui.run.WindowActions}, which never blocks.
 */
package org.morphoscope.ui.run;
