package org.morphoscope.data.picture;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Kinds of picture files, told by their first bytes; a name may be wrong. */
public enum PictureKind {
  /** Portable Network Graphics. */
  PNG("png"),
  /** JPEG. */
  JPEG("jpg", "jpeg", "jpe", "jfif"),
  /** Graphics Interchange Format. */
  GIF("gif"),
  /** Windows bitmap. */
  BMP("bmp", "dib"),
  /** Tagged Image File Format. */
  TIFF("tif", "tiff"),
  /** WebP. */
  WEBP("webp");

  /** The kinds in words, for sentences. */
  public static final String ALL = "PNG, JPEG, GIF, BMP, TIFF or WebP";

  private final Set<String> endings;

  PictureKind(String... endings) {
    this.endings = Set.of(endings);
  }

  /**
   * {@return whether a file of this name should be a picture}
   *
   * @param fileName name of a file without its folder
   */
  public static boolean isNamedPicture(String fileName) {
    return namedKind(fileName).isPresent();
  }

  /** The kind that a name promises. */
  static Optional<PictureKind> namedKind(String fileName) {
    String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (PictureKind kind : values()) {
      if (kind.endings.contains(ending)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the kind that the first bytes show}
   *
   * @param start of a file; 12 bytes are enough, fewer may be too few to tell
   */
  public static Optional<PictureKind> of(byte[] start) {
    if (starts(start, 0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    } else if (starts(start, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    } else if (starts(start, 0, "GIF87a") || starts(start, 0, "GIF89a")) {
      return Optional.of(GIF);
    } else if (starts(start, 0, "BM")) {
      return Optional.of(BMP);
    } else if (starts(start, 0, "II*\0") || starts(start, 0, "MM\0*")) {
      return Optional.of(TIFF);
    } else if (starts(start, 0, "RIFF") && starts(start, 8, "WEBP")) {
      return Optional.of(WEBP);
    }
    return Optional.empty();
  }

  /**
   * {@return whether certain bytes stand at a place}
   *
   * @param bytes the first ones of a file
   * @param at the place
   * @param text the bytes that are looked for, as Latin-1
   */
  public static boolean starts(byte[] bytes, int at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < at + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** The name that ImageIO knows it by. */
  String format() {
    return name().toLowerCase(Locale.ROOT);
  }
}
