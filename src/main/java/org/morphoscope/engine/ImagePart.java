package org.morphoscope.engine;

import org.morphoscope.compute.ImageLoader;

/**
 * Unaugmented images in a fixed order. The loader may be called by several threads at once.
 *
 * @param size number of images
 * @param loader gives images by their position in the part, 0 to size - 1
 */
public record ImagePart(int size, ImageLoader loader) {}
