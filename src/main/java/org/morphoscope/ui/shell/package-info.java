/**
 * The window itself: the views put together, keys and commands, and what happens between views.
 *
 * <p>May use every package of {@code ui}. Decisions:
 *
 * <ul>
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
