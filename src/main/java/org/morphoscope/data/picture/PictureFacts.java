package org.morphoscope.data.picture;

/**
 * What was seen of a picture when it was read.
 *
 * @param width in pixels, as shown
 * @param height in pixels, as shown
 * @param turned whether it was turned or mirrored as the camera noted
 * @param misnamed whether it is of another kind than its name says
 */
public record PictureFacts(int width, int height, boolean turned, boolean misnamed) {}
