/**
 * Search of layers, channels and notes: what there is to find in the net on show, and the card to
 * type in.
 *
 * <p>May use {@code ui.kit}, {@code ui.model} and {@code ui.notes}.
 *
 * <p>Decision: the index is made anew for each opening; a net has some thousand channels at most,
 * so looking through all of them at every key costs less than keeping an index true would.
 */
package org.morphoscope.ui.search;
