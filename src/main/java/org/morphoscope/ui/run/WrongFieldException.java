package org.morphoscope.ui.run;

import java.util.function.Supplier;
import javafx.scene.control.Control;

/** A field of a form holds what cannot be used; the message is a sentence. */
final class WrongFieldException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Control field;

  private WrongFieldException(Control field, IllegalArgumentException why) {
    super(why.getMessage(), why);
    this.field = field;
  }

  /** The field that is to be marked. */
  Control field() {
    return field;
  }

  /**
   * What a field holds.
   *
   * @throws WrongFieldException that names the field when {@code value} cannot be had from it; one
   *     that names a field already is passed on
   */
  static <T> T in(Control field, Supplier<T> value) {
    try {
      return value.get();
    } catch (WrongFieldException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new WrongFieldException(field, e);
    }
  }
}
