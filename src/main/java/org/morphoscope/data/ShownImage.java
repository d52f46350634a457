package org.morphoscope.data;

/**
 * An image as a person looks at it.
 *
 * @param pixels {@code [H, W, C]} of unsigned bytes, C 1 for grey or 3 for RGB
 * @param height H
 * @param width W
 * @param words what the pixels cannot tell, such as the values of a row; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are handed on, never compared
public record ShownImage(byte[] pixels, int height, int width, String words) {}
