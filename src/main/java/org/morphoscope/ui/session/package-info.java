/**
 * The run that the window shows: started, opened, listened to; and the services that come from
 * outside.
 *
 * <p>May use {@code run}, {@code service}, {@code ui.model} and the packages of views whose work it
 * starts. Decisions:
 *
 * <ul>
 *   <li>Events come on the engine's thread and wait in an {@link
 *       org.morphoscope.ui.session.EventChannel}, merged; the {@link
 *       org.morphoscope.ui.session.EventPump} hands them to the JavaFX thread at once after a rest,
 *       twenty times per second when much comes, and once per frame while something moves. Views
 *       never see the engine's thread.
 *   <li>A new run takes the place of the one before when its first event has come. When that is its
 *       end, since its data cannot be opened, the reason is told and everything stays as it was.
 *   <li>Calls that may block (loading the engine, starting, opening) go through {@link
 *       org.morphoscope.ui.kit.Fx}; pause and stop only set flags.
 *   <li>Everything from outside comes in {@link org.morphoscope.ui.session.Services}; nothing is
 *       static.
 * </ul>
 */
package org.morphoscope.ui.session;
