/**
 * What the window knows, without a window: the run as its events tell it, the moment that is shown,
 * the selection, and the what-if of a decision.
 *
 * <p>May use {@code run}, {@code selection}, {@code net}, {@code ui.kit} and JavaFX properties,
 * never a stage. Decisions: {@link org.morphoscope.ui.model.RunModel} is changed on the JavaFX
 * thread only, by whole batches of events, and answers with the set of {@link
 * org.morphoscope.ui.model.Change}s, so that views refresh once per frame however many events came.
 */
package org.morphoscope.ui.model;
