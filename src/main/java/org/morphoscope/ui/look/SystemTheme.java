package org.morphoscope.ui.look;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.morphoscope.ui.kit.Theme;

/** Asks the system whether it is light or dark. */
public final class SystemTheme {
  private static final List<String> PORTAL =
      List.of(
          "gdbus",
          "call",
          "--session",
          "--timeout=1",
          "--dest=org.freedesktop.portal.Desktop",
          "--object-path=/org/freedesktop/portal/desktop",
          "--method=org.freedesktop.portal.Settings.Read",
          "org.freedesktop.appearance",
          "color-scheme");
  private static final List<String> GNOME_SCHEME =
      List.of("gsettings", "get", "org.gnome.desktop.interface", "color-scheme");
  private static final List<String> GTK_THEME =
      List.of("gsettings", "get", "org.gnome.desktop.interface", "gtk-theme");
  private static final List<String> REGISTRY =
      List.of(
          "reg",
          "query",
          "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
          "/v",
          "AppsUseLightTheme");
  private static final List<String> MAC = List.of("defaults", "read", "-g", "AppleInterfaceStyle");

  private static final Pattern PORTAL_ANSWER = Pattern.compile("uint32 (\\d)");
  private static final Pattern REGISTRY_ANSWER =
      Pattern.compile("AppsUseLightTheme\\s+REG_DWORD\\s+0x(\\p{XDigit}+)");

  private final CommandRunner commands;
  private final String system;

  /**
   * @param commands asks the system's programs
   * @param system name of the operating system, as the property {@code os.name} gives it
   */
  public SystemTheme(CommandRunner commands, String system) {
    this.commands = commands;
    this.system = system.toLowerCase(Locale.ROOT);
  }

  /**
   * {@return the theme of the system now; empty when it does not say} Takes up to seconds.
   *
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Optional<Theme> read() throws InterruptedException {
    if (system.contains("windows")) {
      return ask(REGISTRY).flatMap(SystemTheme::registry);
    }
    if (system.contains("mac")) {
      // the key is there in the dark only, and reading a missing key fails
      return Optional.of(
          ask(MAC).filter(SystemTheme::saysDark).isPresent() ? Theme.DARK : Theme.LIGHT);
    }
    Optional<Theme> portal = ask(PORTAL).flatMap(SystemTheme::portal);
    if (portal.isPresent()) {
      return portal;
    }
    Optional<Theme> scheme = ask(GNOME_SCHEME).flatMap(SystemTheme::gnome);
    return scheme.isPresent() ? scheme : ask(GTK_THEME).map(SystemTheme::gtk);
  }

  private Optional<String> ask(List<String> command) throws InterruptedException {
    try {
      return commands.run(command);
    } catch (IOException e) {
      // no such program on this machine: the next one is asked, and none is an answer too
      return Optional.empty();
    }
  }

  /** {@code (<<uint32 1>>,)}: 1 dark, 2 light, 0 no preference. */
  static Optional<Theme> portal(String answer) {
    Matcher number = PORTAL_ANSWER.matcher(answer);
    if (!number.find()) {
      return Optional.empty();
    }
    return switch (number.group(1)) {
      case "1" -> Optional.of(Theme.DARK);
      case "2" -> Optional.of(Theme.LIGHT);
      default -> Optional.empty();
    };
  }

  /** {@code 'prefer-dark'}, {@code 'prefer-light'}; {@code 'default'} says nothing. */
  static Optional<Theme> gnome(String answer) {
    if (answer.contains("prefer-dark")) {
      return Optional.of(Theme.DARK);
    }
    return answer.contains("prefer-light") ? Optional.of(Theme.LIGHT) : Optional.empty();
  }

  /** Older desktops name the theme only, for example {@code 'Adwaita-dark'}. */
  static Theme gtk(String answer) {
    return saysDark(answer) ? Theme.DARK : Theme.LIGHT;
  }

  /** {@code AppsUseLightTheme REG_DWORD 0x0}: 0 is dark. */
  static Optional<Theme> registry(String answer) {
    Matcher number = REGISTRY_ANSWER.matcher(answer);
    if (!number.find()) {
      return Optional.empty();
    }
    return Optional.of(number.group(1).matches("0+") ? Theme.DARK : Theme.LIGHT);
  }

  private static boolean saysDark(String answer) {
    return answer.toLowerCase(Locale.ROOT).contains("dark");
  }
}
