/**
 * The chart of loss against parameters: one point per round, measured and predicted.
 *
 * <p>May use {@code ui.model}, {@code ui.kit}, ChartFX and JavaFX. Decisions: ranges and ticks are
 * chosen here, not by ChartFX, because its logarithmic axis labels powers of ten only and a run
 * spans less than one; colours and markers come from the style sheet; series have no lock, because
 * the JavaFX thread alone fills and draws them and ChartFX's lock can stay shut.
 */
package org.morphoscope.ui.chart;
