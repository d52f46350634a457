package org.morphoscope.ui.graph.place;

/**
 * How large a card is, in world coordinates.
 *
 * @param width above 0
 * @param height above 0
 */
public record Size(double width, double height) {}
