package org.morphoscope.service;

/**
 * An image of a run's data that was scored.
 *
 * @param pixels {@code [H, W, C]}, one byte a value, C 1 or 3
 * @param height H
 * @param width W
 * @param label name of its class
 */
public record Picture(byte[] pixels, int height, int width, String label) {}
