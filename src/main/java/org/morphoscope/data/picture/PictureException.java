package org.morphoscope.data.picture;

import org.morphoscope.text.Texts;

/** A file that gives no picture. The message is the sentence about it, without the file's name. */
public final class PictureException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What was expected, what was found and what to do. */
  PictureException(String expected, String found, String remedy) {
    super(Texts.of("expected %s, found %s; %s", expected, found, remedy));
  }

  /** As above, with the failure that lies behind. */
  PictureException(String expected, String found, String remedy, Throwable cause) {
    this(expected, found, remedy);
    initCause(cause);
  }

  /** A picture of which something is missing or wrong. */
  static PictureException damaged(String found) {
    return new PictureException("a whole picture", found, "replace or remove the file");
  }

  /** A picture that would cost more than it may. */
  static PictureException tooMuch(String expected, String found) {
    return new PictureException(expected, found, "save it anew, smaller, or remove the file");
  }
}
