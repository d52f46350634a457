/**
 * The architecture as an immutable graph, its exact resources, and the seed networks.
 *
 * <p>May use the JDK only: everything above speaks of networks in these words, the window and the
 * run on disk included.
 *
 * <p>Decisions: a {@link org.morphoscope.net.NetworkSpec} is a list of nodes in topological order.
 * Growth changes widths only, so a grown net is the same graph with other widths. {@link
 * org.morphoscope.net.Layer} is the view that passes need (a source with the channel-wise chain
 * behind it, the unit of work of every pass); {@link org.morphoscope.net.WidthGroup} is the view
 * that growth needs: layers whose channels are tied by sums or hang on a producer (depthwise
 * convolutions) are one group, their channels with one index are one unit, and every array about
 * channels is ordered by groups. In a chain the two views coincide. Groups tied to the images
 * themselves cannot grow. What a view cannot express is refused with a sentence, never ignored.
 */
package org.morphoscope.net;
