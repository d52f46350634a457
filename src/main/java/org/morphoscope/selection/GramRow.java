package org.morphoscope.selection;

/**
 * What the joint model says of one candidate: enough to tell why it is worth what it is.
 *
 * @param slope {@code a_c}, its mean first-order change
 * @param entries row c of G, M numbers
 */
public record GramRow(double slope, double[] entries) {}
