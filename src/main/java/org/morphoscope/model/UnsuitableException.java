package org.morphoscope.model;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;

/** Something in a file that cannot be used; becomes a sentence once the file is known. */
public final class UnsuitableException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  static final String RESTORE = "get the file anew from where it was written";

  private final String place;
  private final String expected;
  private final String found;
  private final String remedy;

  public UnsuitableException(String place, String expected, String found, String remedy) {
    super(place + ": expected " + expected + ", found " + found);
    this.place = place;
    this.expected = expected;
    this.found = found;
    this.remedy = remedy;
  }

  /** A file that is damaged, at a place. */
  public static UnsuitableException damaged(String place, String expected, String found) {
    return new UnsuitableException(place, expected, found, RESTORE);
  }

  /** Text that stops being JSON, without the parser's talk of tokens. */
  public static UnsuitableException notJson(
      String place, String expected, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return damaged(
        place, expected, "something else" + (at == null ? "" : " at byte " + at.getByteOffset()));
  }

  /** The same with one more thing to do. */
  public UnsuitableException andThen(String more) {
    return new UnsuitableException(place, expected, found, remedy + "; " + more);
  }

  public String place() {
    return place;
  }

  public String expected() {
    return expected;
  }

  public String found() {
    return found;
  }

  public String remedy() {
    return remedy;
  }
}
