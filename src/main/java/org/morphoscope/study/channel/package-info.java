/**
 * What a channel of a recorded net sees: its filter, its maps, the pictures that excite it most.
 *
 * <p>May use {@code compute}, {@code data}, {@code engine}, {@code journal}, {@code net} and {@code
 * run}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Nets are those of checkpoints. At an open decision that is the net on show: nothing changes
 *       its numbers between the end of a round and the next growth.
 *   <li>A channel's map is {@code u = kappa a + shift}, before activation and pooling: it has the
 *       most positions, and shows what is cut off too. Maps are computed in double precision; the
 *       pass over all pictures, which only ranks them, in single.
 *   <li>A picture excites a channel by the largest value of its map. One pass over the pictures
 *       ranks them for all channels of the net, so that the next channel costs nothing.
 * </ul>
 */
package org.morphoscope.study.channel;
