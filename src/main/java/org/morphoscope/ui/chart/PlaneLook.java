package org.morphoscope.ui.chart;

/**
 * How the plane of a decision is shown.
 *
 * @param logX whether costs are on a logarithmic scale
 * @param logY whether changes of the loss are
 * @param errors whether standard errors are drawn
 */
record PlaneLook(boolean logX, boolean logY, boolean errors) {}
