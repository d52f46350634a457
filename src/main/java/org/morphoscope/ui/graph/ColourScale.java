package org.morphoscope.ui.graph;

import javafx.scene.paint.Color;
import org.morphoscope.ui.kit.OkLab;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.model.Heat;

/**
 * Colours of the heat map. Diverging scales run from blue (gain) through a quiet middle to orange
 * (harm), which the common colour vision deficiencies keep apart; the others follow cividis, which
 * was made for them. Steps are even in OKLab, so that equal steps look equal.
 */
final class ColourScale {
  private static final int STEPS = 256;
  private static final int PALE_STEPS = 8;
  private static final double PALEST = 0.35;

  /** On dark ground what is pale is dark, and drowns on a projector sooner than on a screen. */
  private static final double PALEST_AT_NIGHT = 0.6;

  private static final double ZERO = 1e-6;

  private static final String[] DIVERGING_LIGHT = {
    "#053a78", "#2a6fb8", "#7fb2df", "#e3ecf4", "#f6e8da", "#f0ae70", "#cf6a17", "#7f3300"
  };
  private static final String[] DIVERGING_DARK = {
    "#b4daff", "#6aaef0", "#3f7dc0", "#3b536e", "#6b5340", "#b06a2a", "#e8964a", "#ffd6a8"
  };
  private static final String[] CIVIDIS = {
    "#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369",
    "#e1cc55", "#fee838"
  };

  private final Color[][] colours;
  private final Palette palette;

  private ColourScale(Color[][] colours, Palette palette) {
    this.colours = colours;
    this.palette = palette;
  }

  static ColourScale of(boolean diverging, Palette palette) {
    String[] anchors = diverging ? palette.night() ? DIVERGING_DARK : DIVERGING_LIGHT : CIVIDIS;
    Color[][] table = new Color[PALE_STEPS + 1][STEPS];
    for (int step = 0; step < STEPS; step++) {
      Color full = along(anchors, step / (double) (STEPS - 1));
      for (int pale = 0; pale <= PALE_STEPS; pale++) {
        double palest = palette.night() ? PALEST_AT_NIGHT : PALEST;
        double share = palest + (1 - palest) * pale / PALE_STEPS;
        table[pale][step] = OkLab.mix(palette.card(), full, share);
      }
    }
    return new ColourScale(table, palette);
  }

  private static Color along(String[] anchors, double position) {
    double place = position * (anchors.length - 1);
    int below = Math.min(anchors.length - 2, (int) place);
    return OkLab.mix(Color.web(anchors[below]), Color.web(anchors[below + 1]), place - below);
  }

  /** Solid colour at a position from 0 to 1. */
  Color at(double position) {
    return colours[PALE_STEPS][(int) Math.round(position * (STEPS - 1))];
  }

  /** Colour of a channel; pale while its standard error is large. */
  public Color colour(Heat heat, int layer, int channel, boolean stale) {
    double value = heat.value(layer, channel);
    if (!Double.isFinite(value)) {
      return palette.unscored();
    }
    if (heat.quantity().diverging() && Math.abs(value) <= ZERO * heat.high()) {
      return palette.zero();
    }
    double firmness = heat.firmness(layer, channel) * (stale ? 0.4 : 1);
    int pale = (int) Math.round(firmness * PALE_STEPS);
    return colours[pale][(int) Math.round(heat.position(value) * (STEPS - 1))];
  }
}
