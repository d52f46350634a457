/**
 * Looking back at any moment of a run: the player, and the bar with its buttons and slider.
 *
 * <p>May use {@code ui.model}, {@code ui.kit} and JavaFX. Decisions: {@link
 * org.morphoscope.ui.replay.Player} is the one truth about which moment is on show, has no clock
 * and no view of its own, and is told every frame what time it is. A round takes about eight
 * seconds ({@link org.morphoscope.ui.replay.ReplayTime}), because nobody wants to wait for an
 * epoch, and a proposal, its decision and the growth would pass within one frame.
 */
package org.morphoscope.ui.replay;
