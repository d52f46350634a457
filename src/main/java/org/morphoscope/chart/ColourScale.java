package org.morphoscope.chart;

import java.util.Objects;
import org.morphoscope.text.Texts;

/**
 * Colours of numbers, shown as a bar beside the panel.
 *
 * @param ramp the colours
 * @param low value of the first colour; lower ones get it too
 * @param high value of the last colour
 * @param label what is shown
 * @param unit its unit, empty for a pure number
 */
public record ColourScale(Ramp ramp, double low, double high, String label, String unit) {

  /** Ordered colours. */
  public enum Ramp {
    /** Blue (below) over near-white to orange (above): for changes, with zero in the middle. */
    DIVERGING(0x053a78, 0x2a6fb8, 0x7fb2df, 0xe3ecf4, 0xf6e8da, 0xf0ae70, 0xcf6a17, 0x7f3300),
    /** Cividis: even in lightness, also in grey. */
    SEQUENTIAL(
        0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55,
        0xfee838);

    private final int[] anchors;

    Ramp(int... anchors) {
      this.anchors = anchors;
    }
  }

  /**
   * Checks that the range is not empty.
   *
   * @param ramp the colours
   * @param low value of the first colour; lower ones get it too
   * @param high value of the last colour
   * @param label what is shown
   * @param unit its unit, empty for a pure number
   */
  public ColourScale {
    Objects.requireNonNull(ramp, "ramp");
    if (!(low < high)) {
      throw new IllegalArgumentException(
          Texts.of("colour scale '%s': expected a lower end below %s, found %s", label, high, low));
    }
  }

  /**
   * {@return diverging colours, the same length on both sides of zero}
   *
   * @param reach value of either end; 1 is taken unless it is positive
   * @param label what is shown
   * @param unit its unit, empty for a pure number
   */
  public static ColourScale around(double reach, String label, String unit) {
    double end = reach > 0 ? reach : 1;
    return new ColourScale(Ramp.DIVERGING, -end, end, label, unit);
  }

  /**
   * {@return sequential colours; an empty range is widened by 1}
   *
   * @param low value of the first colour
   * @param high value of the last colour
   * @param label what is shown
   * @param unit its unit, empty for a pure number
   */
  public static ColourScale from(double low, double high, String label, String unit) {
    return new ColourScale(Ramp.SEQUENTIAL, low, high > low ? high : low + 1, label, unit);
  }

  /**
   * {@return the 24-bit colour of a value, red first; what has no value is light grey}
   *
   * @param value any number; NaN: none
   */
  public int colour(double value) {
    if (Double.isNaN(value)) {
      return Ink.PALE.rgb();
    }
    double share = Math.min(1, Math.max(0, (value - low) / (high - low)));
    double place = share * (ramp.anchors.length - 1);
    int below = Math.min(ramp.anchors.length - 2, (int) place);
    double rest = place - below;
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = (ramp.anchors[below] >> shift) & 255;
      int to = (ramp.anchors[below + 1] >> shift) & 255;
      mixed |= (int) Math.round(from + (to - from) * rest) << shift;
    }
    return mixed;
  }

  /** {@return a linear axis over the scale's range, for the bar beside the panel} */
  public Axis axis() {
    return Axis.linear(label, unit).range(low, high);
  }
}
