package org.morphoscope.ui.kit;

import javafx.scene.paint.Color;

/**
 * Colours for canvases and charts, equal to the looked-up colours of the style sheets.
 *
 * @param background behind everything
 * @param card surface of a layer
 * @param border quiet line
 * @param text ink
 * @param muted second ink
 * @param faint grid and guide lines
 * @param accent the one accent
 * @param approved tick
 * @param vetoed cross
 * @param zero colour of a score of exactly zero
 * @param unscored fill of a cell without a score
 * @param night whether this is the dark theme
 */
public record Palette(
    Color background,
    Color card,
    Color border,
    Color text,
    Color muted,
    Color faint,
    Color accent,
    Color approved,
    Color vetoed,
    Color zero,
    Color unscored,
    boolean night) {

  private static final String[] TIES = {
    "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#e69f00", "#8f7fe8"
  };

  /**
   * {@return the colour of the number-th group of tied layers (Okabe and Ito, safe for colour-blind
   * eyes)}
   *
   * @param number from 0; colours repeat
   */
  public Color tie(int number) {
    return Color.web(TIES[number % TIES.length]);
  }

  static Palette light() {
    return new Palette(
        Color.web("#f6f8fa"),
        Color.web("#ffffff"),
        Color.web("#d0d7de"),
        Color.web("#24292f"),
        Color.web("#57606a"),
        Color.web("#e4e8ec"),
        Color.web("#0969da"),
        Color.web("#1a7f37"),
        Color.web("#cf222e"),
        Color.web("#c2c7cd"),
        Color.web("#f0f2f4"),
        false);
  }

  static Palette dark() {
    return new Palette(
        Color.web("#0d1117"),
        Color.web("#161b22"),
        Color.web("#30363d"),
        Color.web("#e6edf3"),
        Color.web("#8b949e"),
        Color.web("#1c2128"),
        Color.web("#58a6ff"),
        Color.web("#3fb950"),
        Color.web("#f85149"),
        Color.web("#646c76"),
        Color.web("#21262d"),
        true);
  }
}
