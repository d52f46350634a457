package org.morphoscope.study.pictures;

/**
 * An image that was scored.
 *
 * @param pixels {@code [H, W, C]}, one byte a value, C 1 or 3
 * @param height H
 * @param width W
 * @param label name of its class
 */
public record ScoredPicture(byte[] pixels, int height, int width, String label) {}
