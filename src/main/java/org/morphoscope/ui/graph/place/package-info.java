/**
 * Where the cards of a net lie: blocks, rows of blocks, the lines between them, and the small map
 * of it all.
 *
 * <p>May use {@code net}, {@code ui.kit}, ELK and JavaFX; knows nothing of layers, only sizes and
 * what reads what.
 *
 * <p>Decisions: a net is cut where all that goes on comes out of one node, so that a residual block
 * stays whole; ELK lays out one block at a time, and what is too long for one row goes on in the
 * next, as text does. ELK's own wrapping cuts through blocks, and takes seconds for 200 layers.
 */
package org.morphoscope.ui.graph.place;
