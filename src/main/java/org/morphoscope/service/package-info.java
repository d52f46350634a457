/**
 * The engine behind a boundary, so that a window never knows where it runs.
 *
 * <p>May use {@code growth} and {@code journal}.
 *
 * <p>Decisions: {@link org.morphoscope.service.LocalGrowthService} gives every run a thread of its
 * own, on which the data is opened, the loop runs and events are delivered: first to the journal,
 * whose failure ends the run, then to the listener, whose failure does not. {@code RunEnded} is
 * delivered when the files are closed, so that whoever receives it may resume the run at once.
 */
package org.morphoscope.service;
