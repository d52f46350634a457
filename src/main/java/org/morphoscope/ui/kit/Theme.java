package org.morphoscope.ui.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/** The two looks of the window. */
public enum Theme {
  /** Dark ink on light ground. */
  LIGHT,
  /** Light ink on dark ground. */
  DARK;

  /**
   * {@return the AtlantaFX style sheet that everything is based on, compiled: reading the text is
   * slow}
   */
  public String userAgentStylesheet() {
    return (this == LIGHT ? new PrimerLight() : new PrimerDark()).getUserAgentStylesheetBSS();
  }

  /** {@return the colours for canvases and charts} */
  public Palette palette() {
    return this == LIGHT ? Palette.light() : Palette.dark();
  }

  /** {@return light for dark, dark for light} */
  public Theme other() {
    return this == LIGHT ? DARK : LIGHT;
  }

  /**
   * {@return the theme of that name, light when unknown}
   *
   * @param name in any case
   */
  public static Theme of(String name) {
    return DARK.name().equalsIgnoreCase(name) ? DARK : LIGHT;
  }
}
