/**
 * The program's window: four linked views over one run, and what drives them.
 *
 * <p>May use everything but the numerics ({@code compute}, {@code morph}). One sub-package per
 * view; {@code ui.model} is what they show, {@code ui.kit} what they share, {@code ui.session} the
 * run behind them, {@code ui.settings} what is remembered, {@code ui.frame} what stands around the
 * views, {@code ui.shell} the window that holds and drives them.
 */
package org.morphoscope.ui;
