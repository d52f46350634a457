package org.morphoscope.study.channel;

/**
 * A channel of a net and its own filter, that of the first layer where it is made.
 *
 * @param round whose end the net is of
 * @param id identity of the channel in its run
 * @param layer name of the layer
 * @param channel index among the layer's channels
 * @param readsImages whether the filter reads the images themselves
 * @param inputs number of channels that the filter reads
 * @param kernel side of the filter in pixels
 * @param filter {@code [inputs, kernel, kernel]}
 */
public record ChannelPortrait(
    int round,
    int id,
    String layer,
    int channel,
    boolean readsImages,
    int inputs,
    int kernel,
    double[] filter) {}
