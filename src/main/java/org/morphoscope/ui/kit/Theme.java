package org.morphoscope.ui.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/** The two looks of the window. */
public enum Theme {
  LIGHT,
  DARK;

  /** The AtlantaFX style sheet that everything is based on, compiled: reading the text is slow. */
  public String userAgentStylesheet() {
    return (this == LIGHT ? new PrimerLight() : new PrimerDark()).getUserAgentStylesheetBSS();
  }

  public Palette palette() {
    return this == LIGHT ? Palette.light() : Palette.dark();
  }

  public Theme other() {
    return this == LIGHT ? DARK : LIGHT;
  }

  /** The theme of that name, light when unknown. */
  public static Theme of(String name) {
    return DARK.name().equalsIgnoreCase(name) ? DARK : LIGHT;
  }
}
