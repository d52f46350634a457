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
 *       merged; the {@link org.morphoscope.ui.EventPump} hands them to the JavaFX thread once per
 *       frame. Views never see the engine's thread.
 *   <li>Calls that may block (loading the engine, starting, opening) go through {@link
 *       org.morphoscope.ui.kit.Fx}; pause and stop only set flags.
 *   <li>Everything from outside comes in {@link org.morphoscope.ui.Services}; nothing is static.
 * </ul>
 */
package org.morphoscope.ui;
