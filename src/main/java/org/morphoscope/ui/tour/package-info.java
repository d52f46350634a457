/**
 * The guided tour: stops read from text files, shown as a card that points at a part of the window.
 *
 * <p>May use {@code ui.kit} and {@code ui.model}. Knows parts of the window by the id of their node
 * only, so that the tour needs no change when a view does.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Plain text with a head of {@code key: value} lines, because lecturers edit it, with any
 *       editor. The format is told in {@code README.txt} beside the files.
 *   <li>A folder replaces the built-in tour as a whole; a mixture would have gaps that nobody sees.
 *   <li>The spotlight leaves a hole through which the pointer works, so that one may try what the
 *       card says.
 * </ul>
 */
package org.morphoscope.ui.tour;
