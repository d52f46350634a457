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

  @Test
  void mixingInOkLabKeepsTheEnds() {
    Color a = Color.web("#053a78");
    Color b = Color.web("#cf6a17");
    assertEquals(a.getBlue(), OkLab.mix(a, b, 0).getBlue(), 1e-3);
    assertEquals(b.getRed(), OkLab.mix(a, b, 1).getRed(), 1e-3);
  }
}
