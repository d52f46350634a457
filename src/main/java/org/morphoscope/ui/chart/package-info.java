/**
 * The chart of loss against parameters: one point per round, measured and predicted.
 *
 * <p>May use {@code ui.model}, {@code ui.kit}, ChartFX and JavaFX. Decisions: ranges and ticks are
 * chosen here, not by ChartFX, because its logarithmic axis labels powers of ten only and a run
 * spans less than one; colours and markers come from the style sheet; data
 * sets are read by one thread, because ChartFX's lock loses count when two read at once.
 */
package org.morphoscope.ui.chart;
