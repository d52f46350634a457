package org.morphoscope.ui.evidence;

/**
 * An image that was scored.
 *
 * @param pixels {@code [H, W, C]}, one byte a value, C 1 or 3
 * @param label name of its class
 * @param change predicted change of its loss, nats
 */
record ScoredImage(byte[] pixels, int height, int width, String label, double change) {}
