/**
 * How the window looks: theme of the system, size of everything, and the stage mode.
 *
 * <p>May use {@code ui.kit}. Nothing here knows a view.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>JavaFX 21 cannot ask the system for its theme, and native code for one bit is too much: the
 *       system's own command-line tools are asked, in the background, every few seconds while the
 *       window has the focus. Whatever goes wrong there means "unknown" and leaves the look alone.
 *   <li>Sizes follow one number, the font size of the root; style sheets measure in em. The number
 *       comes as a style sheet of its own, because menus and tooltips are windows with a root of
 *       their own and take over style sheets only.
 * </ul>
 */
package org.morphoscope.ui.look;
