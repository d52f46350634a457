package org.morphoscope.ui.look;

import java.util.Locale;
import java.util.Optional;
import org.morphoscope.ui.kit.Theme;

/** What the person wants of the theme. */
public enum ThemeChoice {
  SYSTEM("As the system"),
  LIGHT("Light"),
  DARK("Dark");

  private final String title;

  ThemeChoice(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** The theme that is wanted whatever the system says. */
  public Optional<Theme> fixed() {
    return switch (this) {
      case SYSTEM -> Optional.empty();
      case LIGHT -> Optional.of(Theme.LIGHT);
      case DARK -> Optional.of(Theme.DARK);
    };
  }

  public static ThemeChoice of(Theme theme) {
    return theme == Theme.DARK ? DARK : LIGHT;
  }

  /** The choice of that name; the system's theme when unknown. */
  public static ThemeChoice of(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "LIGHT" -> LIGHT;
      case "DARK" -> DARK;
      default -> SYSTEM;
    };
  }
}
