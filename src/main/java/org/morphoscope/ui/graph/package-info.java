/**
 * The network graph: layers as cards, channels as cells coloured by a quantity.
 *
 * <p>May use {@code net}, {@code run}, {@code ui.model}, {@code ui.kit}, ELK and JavaFX.
 *
 * <p>Decisions: one canvas of the size of the viewport with its own camera, painted in the frame
 * after something changed, because thousands of nodes would cost a hundred times as much. Hits are
 * found by arithmetic; screen readers read the table of candidates instead. ELK lays out off the
 * JavaFX thread, because its first layout takes a second. Zoomed out, a layer is one small image.
 */
package org.morphoscope.ui.graph;
