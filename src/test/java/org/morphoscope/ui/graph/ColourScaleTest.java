package org.morphoscope.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.morphoscope.ui.kit.OkLab;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.Heat;
import org.morphoscope.ui.model.Quantity;

class ColourScaleTest {
  private final Palette palette = Theme.LIGHT.palette();
  private final ColourScale scale = ColourScale.of(true, palette);

  private static Heat heat(double value, double error) {
    return new Heat(
        Quantity.SPLIT_GAIN,
        new double[][] {{value}},
        new double[][] {{error}},
        -1,
        1,
        Optional.empty());
  }

  @Test
  void zeroHasAColourThatNoOtherValueHas() {
    Color zero = scale.colour(heat(0, 0), 0, 0, false);
    assertEquals(palette.zero(), zero);
    for (int i = 0; i <= 100; i++) {
      assertNotEquals(zero, scale.at(i / 100.0));
    }
  }

  @Test
  void gainIsBlueAndHarmIsOrange() {
    Color gain = scale.colour(heat(-0.8, 0), 0, 0, false);
    Color harm = scale.colour(heat(0.8, 0), 0, 0, false);
    assertTrue(gain.getBlue() > gain.getRed());
    assertTrue(harm.getRed() > harm.getBlue());
  }

  @Test
  void colourFirmsUpAsTheErrorFalls() {
    double vague = scale.colour(heat(-0.8, 0.5), 0, 0, false).getBrightness();
    double firm = scale.colour(heat(-0.8, 0.05), 0, 0, false).getBrightness();
    assertTrue(firm < vague);
  }

  /** Relative luminance of WCAG 2. */
  private static double luminance(Color colour) {
    double[] linear = new double[3];
    double[] shares = {colour.getRed(), colour.getGreen(), colour.getBlue()};
    for (int i = 0; i < 3; i++) {
      linear[i] =
          shares[i] <= 0.04045 ? shares[i] / 12.92 : Math.pow((shares[i] + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  private static double contrast(Color a, Color b) {
    double high = Math.max(luminance(a), luminance(b));
    return (high + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
  }

  @Test
  void noCellOfTheDarkThemeDrownsInItsCard() {
    Palette dark = Theme.DARK.palette();
    ColourScale night = ColourScale.of(true, dark);
    for (double value = -1; value <= 1; value += 0.01) {
      Color firm = night.colour(heat(value, 0), 0, 0, false);
      assertTrue(contrast(firm, dark.card()) >= 1.8, value + ": " + contrast(firm, dark.card()));
      Color pale = night.colour(heat(value, 5), 0, 0, false);
      assertTrue(contrast(pale, dark.card()) >= 1.3, value + ": " + contrast(pale, dark.card()));
    }
    assertTrue(contrast(dark.zero(), dark.card()) >= 1.8);
  }

  @Test
  void mixingInOkLabKeepsTheEnds() {
    Color a = Color.web("#053a78");
    Color b = Color.web("#cf6a17");
    assertEquals(a.getBlue(), OkLab.mix(a, b, 0).getBlue(), 1e-3);
    assertEquals(b.getRed(), OkLab.mix(a, b, 1).getRed(), 1e-3);
  }
}
