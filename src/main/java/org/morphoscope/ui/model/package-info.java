/**
 * What the window knows beside the run's history, without a window: the moment that is shown, the
 * selection, the what-if of a decision, and the reasons of a score.
 *
 * <p>May use {@code history}, {@code run}, {@code selection}, {@code net}, {@code ui.kit} and
 * JavaFX properties, never a stage. Decisions: {@link org.morphoscope.history.RunModel} is changed
 * on the JavaFX thread only, by whole batches of events, and answers with the set of {@link
 * org.morphoscope.history.Change}s, so that views refresh once per frame however many events came.
 */
package org.morphoscope.ui.model;
