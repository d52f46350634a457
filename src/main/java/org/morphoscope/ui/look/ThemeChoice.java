package org.morphoscope.ui.look;

import java.util.Locale;
import java.util.Optional;
import org.morphoscope.ui.kit.Theme;

/** What the person wants of the theme. */
public enum ThemeChoice {
  /** Light or dark as the system is. */
  SYSTEM("As the system"),
  /** Always light. */
  LIGHT("Light"),
  /** Always dark. */
  DARK("Dark");

  private final String title;

  ThemeChoice(String title) {
    this.title = title;
  }

  /** {@return the words in the menu} */
  public String title() {
    return title;
  }

  /** {@return the theme that is wanted whatever the system says; empty for the system's} */
  public Optional<Theme> fixed() {
    return switch (this) {
      case SYSTEM -> Optional.empty();
      case LIGHT -> Optional.of(Theme.LIGHT);
      case DARK -> Optional.of(Theme.DARK);
    };
  }

  /**
   * {@return the choice that keeps this theme}
   *
   * @param theme light or dark
   */
  public static ThemeChoice of(Theme theme) {
    return theme == Theme.DARK ? DARK : LIGHT;
  }

  /**
   * {@return the choice of that name; the system's theme when unknown}
   *
   * @param name in any case
   */
  public static ThemeChoice of(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "LIGHT" -> LIGHT;
      case "DARK" -> DARK;
      default -> SYSTEM;
    };
  }
}
