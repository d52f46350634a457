package org.morphoscope.study.channel;

/**
 * What a channel answers to a picture, before activation and pooling.
 *
 * @param height of the map
 * @param width of the map
 * @param values {@code [height, width]}
 */
public record ChannelMap(int height, int width, double[] values) {}
