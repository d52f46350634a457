/**
 * The card beside the pointer: what is known of a channel, and the tree that it stems from.
 *
 * <p>May use {@code history}, {@code ui.model} and {@code ui.kit}; knows nothing of the graph,
 * which says where the pointer is.
 */
package org.morphoscope.ui.graph.hover;
