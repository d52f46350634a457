/**
 * The window itself: the views put together with what drives each of them, keys and actions.
 *
 * <p>May use every package of {@code ui}. Decisions:
 *
 * <ul>
 *   <li>Views first: they know callbacks only. Then an {@link
 *       org.morphoscope.ui.shell.interactor.Interactor} for each, made with its view, that brings
 *       it up to date; then the one {@link org.morphoscope.ui.run.WindowActions} that buttons,
 *       menus and keys call. Nothing is connected later.
 *   <li>Two facts are shared: {@link org.morphoscope.ui.shell.interactor.ShownMoment} (what is on
 *       show) and {@link org.morphoscope.ui.shell.interactor.OpenDecision} (the question under
 *       way). {@link org.morphoscope.ui.shell.RunPresenter} takes events in and says in a {@link
 *       org.morphoscope.ui.shell.interactor.Frame} what is to be drawn anew. A view that throws is
 *       told of, and leaves events, model and the other views as they should be.
 *   <li>A run that is opened from the disk is a recording and never written to; undo and going on
 *       ask, and work on a copy.
 *   <li>Nothing asks for frames while nothing moves, and only what changed is drawn: on two cores
 *       every frame is time that the engine lacks. So no timeline polls, scroll panes keep no
 *       picture of their content, and nothing that changes often has an effect.
 *   <li>The first picture has what a new user needs; the chart, which takes longest to make, and
 *       the table of candidates come in the frames after it, then the engine and the layout are
 *       loaded. The log tells when the window could be used, when it was complete, and how long a
 *       run took to be shown.
 * </ul>
 */
package org.morphoscope.ui.shell;
