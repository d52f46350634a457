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

  /**
   * Takes the parts of the sentence to be.
   *
   * @param place where in the file, empty for the whole
   * @param expected what should be there
   * @param found what is there
   * @param remedy what a person can do about it
   */
  public UnsuitableException(String place, String expected, String found, String remedy) {
    super(place + ": expected " + expected + ", found " + found);
    this.place = place;
    this.expected = expected;
    this.found = found;
    this.remedy = remedy;
  }

  /**
   * {@return what is to be said of a file that is damaged at a place}
   *
   * @param place where in the file, empty for the whole
   * @param expected what should be there
   * @param found what is there
   */
  public static UnsuitableException damaged(String place, String expected, String found) {
    return new UnsuitableException(place, expected, found, RESTORE);
  }

  /**
   * {@return what is to be said of text that stops being JSON, without the parser's talk of tokens}
   *
   * @param place where in the file, empty for the whole
   * @param expected what should be there
   * @param e the parser's refusal, for line and column
   */
  public static UnsuitableException notJson(
      String place, String expected, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return damaged(
        place, expected, "something else" + (at == null ? "" : " at byte " + at.getByteOffset()));
  }

  /**
   * {@return the same with one more thing to do}
   *
   * @param more behind the remedy and a semicolon
   */
  public UnsuitableException andThen(String more) {
    return new UnsuitableException(place, expected, found, remedy + "; " + more);
  }

  /** {@return the place in the file; empty for the whole file} */
  public String place() {
    return place;
  }

  /** {@return what should be there} */
  public String expected() {
    return expected;
  }

  /** {@return what is there} */
  public String found() {
    return found;
  }

  /** {@return what a person can do about it} */
  public String remedy() {
    return remedy;
  }
}
