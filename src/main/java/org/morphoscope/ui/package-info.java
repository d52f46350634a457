/**
 * The window: four linked views over one run, and what drives them.
 *
 * <p>May use everything but the numerics ({@code compute}, {@code morph}). One sub-package per
 * view; {@code ui.model} is what they show, {@code ui.kit} what they share.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Events come on the engine's thread and wait in an {@link org.morphoscope.ui.EventChannel},
 *       merged; the {@link org.morphoscope.ui.EventPump} hands them to the JavaFX thread twenty
 *       times per second, and once per frame while something moves. Views never see the engine's
 *       thread.
 *   <li>Nothing asks for frames while nothing moves, and only what changed is drawn: on two cores
 *       every frame is time that the engine lacks. So no timeline polls, scroll panes keep no
 *       picture of their content, and nothing that changes often has an effect.
 *   <li>The first picture has what a new user needs; the chart, which takes longest to make, and
 *       the table of candidates come in the frames after it, then the engine and the layout are
 *       loaded. The log tells when the window could be used, when it was complete, and how long a
 *       run took to be shown.
 *   <li>Calls that may block (loading the engine, starting, opening) go through {@link
 *       org.morphoscope.ui.kit.Fx}; pause and stop only set flags.
 *   <li>Everything from outside comes in {@link org.morphoscope.ui.Services}; nothing is static.
 * </ul>
 */
package org.morphoscope.ui;
