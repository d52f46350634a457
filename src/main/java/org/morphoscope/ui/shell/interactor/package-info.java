/**
 * What drives the views of the window, one {@link org.morphoscope.ui.shell.interactor.Interactor}
 * for each, and the two facts that they share.
 *
 * <p>May use the views; nothing of {@code ui.shell}, which puts them together. {@link
 * org.morphoscope.ui.shell.interactor.ShownMoment} is what is on show, {@link
 * org.morphoscope.ui.shell.interactor.OpenDecision} the question under way; a {@link
 * org.morphoscope.ui.shell.interactor.Frame} says what is to be drawn anew.
 */
package org.morphoscope.ui.shell.interactor;
