package org.morphoscope.ui.run;

import javafx.scene.control.SpinnerValueFactory;
import javafx.util.StringConverter;

/**
 * Whole numbers within bounds. What is typed and does not fit stays as it was typed, for whoever
 * reads the field to complain of; JavaFX's own factory puts the nearest bound in its place, and
 * throws at what is no number.
 */
final class WholeNumbers extends SpinnerValueFactory<Integer> {
  private final int least;
  private final int most;

  WholeNumbers(int least, int most, int start) {
    this.least = least;
    this.most = most;
    setValue(start);
    setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Integer value) {
            return value == null ? "" : value.toString();
          }

          @Override
          public Integer fromString(String text) {
            try {
              return Numbers.whole("", text, least, most);
            } catch (IllegalArgumentException e) {
              // without a change of the value the text stays
              return getValue();
            }
          }
        });
  }

  @Override
  public void decrement(int steps) {
    setValue(Math.max(least, getValue() - steps));
  }

  @Override
  public void increment(int steps) {
    setValue(Math.min(most, getValue() + steps));
  }
}
