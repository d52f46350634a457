package org.morphoscope.study.channel;

/**
 * A picture that excites a channel.
 *
 * @param position of the picture
 * @param peak largest value of the channel's map on it
 */
public record Favourite(int position, double peak) {}
