package org.morphoscope.chart;

import java.util.List;
import java.util.Objects;
import org.morphoscope.text.Texts;

/**
 * One axis of a panel.
 *
 * @param label what is shown; may contain {@code ^{...}} and {@code _{...}}
 * @param unit its unit, empty for a pure number
 * @param scale how values become places
 * @param low lower end, NaN: from the data
 * @param high upper end, NaN: from the data
 * @param ticks places and texts of the ticks, empty: found by the program
 */
public record Axis(
    String label, String unit, Scale scale, double low, double high, List<Tick> ticks) {

  /** How values become places. */
  public enum Scale {
    /** Even distances for even differences. */
    LINEAR,
    /** Decimal logarithm; values that are not positive are left out. */
    LOG,
    /** Linear with ticks at whole numbers only. */
    WHOLE,
    /** No line, no ticks, no label, and the range is taken as it is: for drawings. */
    HIDDEN
  }

  /**
   * A tick with its text.
   *
   * @param value where it stands
   * @param text what is written there
   */
  public record Tick(double value, String text) {}

  /**
   * Checks that nothing is null and copies the ticks.
   *
   * @param label what is shown; may contain {@code ^{...}} and {@code _{...}}
   * @param unit its unit, empty for a pure number
   * @param scale how values become places
   * @param low lower end, NaN: from the data
   * @param high upper end, NaN: from the data
   * @param ticks places and texts of the ticks, empty: found by the program
   */
  public Axis {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(scale, "scale");
    ticks = List.copyOf(ticks);
    if (low >= high) {
      throw new IllegalArgumentException(
          Texts.of("axis '%s': expected a lower end below %s, found %s", label, high, low));
    }
  }

  /**
   * {@return an axis whose range comes from the data}
   *
   * @param label what is shown; may contain {@code ^{...}} and {@code _{...}}
   * @param unit its unit, empty for a pure number
   */
  public static Axis linear(String label, String unit) {
    return new Axis(label, unit, Scale.LINEAR, Double.NaN, Double.NaN, List.of());
  }

  /**
   * {@return a logarithmic axis whose range comes from the data, which must be positive}
   *
   * @param label what is shown; may contain {@code ^{...}} and {@code _{...}}
   * @param unit its unit, empty for a pure number
   */
  public static Axis log(String label, String unit) {
    return linear(label, unit).with(Scale.LOG);
  }

  /**
   * {@return an axis for rounds, layers and other counts: ticks at whole numbers only}
   *
   * @param label what is shown; may contain {@code ^{...}} and {@code _{...}}
   */
  public static Axis whole(String label) {
    return linear(label, "").with(Scale.WHOLE);
  }

  /**
   * {@return an axis that is not drawn, over a given range}
   *
   * @param low lower end, NaN: from the data
   * @param high upper end, NaN: from the data
   */
  public static Axis hidden(double low, double high) {
    return new Axis("", "", Scale.HIDDEN, low, high, List.of());
  }

  /**
   * {@return the same axis with another scale}
   *
   * @param changed how values become places
   */
  public Axis with(Scale changed) {
    return new Axis(label, unit, changed, low, high, ticks);
  }

  /**
   * {@return the same axis over a given range}
   *
   * @param from lower end, NaN: from the data
   * @param to upper end, NaN: from the data
   */
  public Axis range(double from, double to) {
    return new Axis(label, unit, scale, from, to, ticks);
  }

  /**
   * {@return the same axis with these ticks and no others}
   *
   * @param places empty: found by the program
   */
  public Axis ticks(List<Tick> places) {
    return new Axis(label, unit, scale, low, high, places);
  }

  /** {@return whether decimal logarithms are even} */
  public boolean isLog() {
    return scale == Scale.LOG;
  }

  /** {@return whether neither line nor ticks are drawn} */
  public boolean isHidden() {
    return scale == Scale.HIDDEN;
  }

  /**
   * {@return the label with the unit in brackets; a factor of ten goes to the unit}
   *
   * @param factor what the texts of the ticks are to be multiplied with; empty: 1
   */
  public String caption(String factor) {
    String shown = factor.isEmpty() ? unit : unit.isEmpty() ? factor : factor + " " + unit;
    return shown.isEmpty() ? label : label + " [" + shown + "]";
  }
}
