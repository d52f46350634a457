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
    LINEAR,
    /** Decimal logarithm; values that are not positive are left out. */
    LOG,
    /** Linear with ticks at whole numbers only. */
    WHOLE,
    /** No line, no ticks, no label, and the range is taken as it is: for drawings. */
    HIDDEN
  }

  /** A tick with its text. */
  public record Tick(double value, String text) {}

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

  public static Axis linear(String label, String unit) {
    return new Axis(label, unit, Scale.LINEAR, Double.NaN, Double.NaN, List.of());
  }

  public static Axis log(String label, String unit) {
    return linear(label, unit).with(Scale.LOG);
  }

  /** Rounds, layers and other counts. */
  public static Axis whole(String label) {
    return linear(label, "").with(Scale.WHOLE);
  }

  public static Axis hidden(double low, double high) {
    return new Axis("", "", Scale.HIDDEN, low, high, List.of());
  }

  public Axis with(Scale changed) {
    return new Axis(label, unit, changed, low, high, ticks);
  }

  public Axis range(double from, double to) {
    return new Axis(label, unit, scale, from, to, ticks);
  }

  public Axis ticks(List<Tick> places) {
    return new Axis(label, unit, scale, low, high, places);
  }

  public boolean isLog() {
    return scale == Scale.LOG;
  }

  public boolean isHidden() {
    return scale == Scale.HIDDEN;
  }

  /** Label with the unit in brackets; a factor of ten goes to the unit. */
  public String caption(String factor) {
    String shown = factor.isEmpty() ? unit : unit.isEmpty() ? factor : factor + " " + unit;
    return shown.isEmpty() ? label : label + " [" + shown + "]";
  }
}
