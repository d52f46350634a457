/**
 * The architecture as an immutable graph, its exact resources, and the seed networks.
 *
 * <p>May use the JDK only: everything above speaks of networks in these words, the window and the
 * run on disk included.
 *
 * <p>Decisions: a {@link org.morphoscope.net.NetworkSpec} is a list of nodes in topological order.
 * Growth changes widths only, so a grown net is the same graph with other widths; {@link
 * org.morphoscope.net.Layer} is the view that growth needs (a convolution with the channel-wise
 * chain behind it). What a view cannot express is refused with a sentence, never ignored.
 */
package org.morphoscope.net;
