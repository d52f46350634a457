package org.morphoscope.data.picture;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * What the parts of a picture file say before anything is decoded.
 *
 * @param passes how often the decoder goes over all pixels: scans of a progressive JPEG, else 1
 * @param orientation how the picture is to be turned
 * @param key the one colour that is transparent, 16 bits a channel {@code 0xRRRRGGGGBBBB} (grey in
 *     the lowest 16), of a PNG that names one; empty else
 * @param mostPixels how many pixels a file of this kind and length may have
 */
record Structure(int passes, Orientation orientation, OptionalLong key, long mostPixels) {
  static final Structure PLAIN = new Structure(1, Orientation.UPRIGHT, OptionalLong.empty());

  Structure(int passes, Orientation orientation, OptionalLong key) {
    this(passes, orientation, key, PictureReader.MAX_PIXELS);
  }

  /**
   * Walks over a file.
   *
   * @throws PictureException when it ends too early, a checksum is wrong or it has absurdly many
   *     parts
   */
  static Structure of(PictureKind kind, byte[] file) throws PictureException {
    return switch (kind) {
      case JPEG -> new JpegWalk(file).walk();
      case PNG -> new PngWalk(file).walk();
      case GIF -> new GifWalk(file).walk();
      case WEBP -> WebpWalk.walk(ByteBuffer.wrap(file));
      case TIFF -> new Structure(1, Exif.orientation(ByteBuffer.wrap(file)), OptionalLong.empty());
      case BMP -> PLAIN;
    };
  }
}
