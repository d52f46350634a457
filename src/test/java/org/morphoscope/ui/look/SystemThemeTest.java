package org.morphoscope.ui.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.morphoscope.ui.kit.Theme;

class SystemThemeTest {
  /** Answers by the last word of a command; other programs do not exist. */
  private static CommandRunner answering(Map<String, String> answers) {
    return command -> {
      String last = command.get(command.size() - 1);
      if (!answers.containsKey(command.get(0) + " " + last)) {
        throw new IOException("no program " + command.get(0));
      }
      return Optional.of(answers.get(command.get(0) + " " + last)).filter(a -> !a.isEmpty());
    };
  }

  private static Optional<Theme> on(String system, Map<String, String> answers)
      throws InterruptedException {
    return new SystemTheme(answering(answers), system).read();
  }

  @Test
  void thePortalOfTheDesktopIsBelievedFirst() throws Exception {
    Map<String, String> dark =
        Map.of(
            "gdbus color-scheme", "(<<uint32 1>>,)\n",
            "gsettings color-scheme", "'prefer-light'\n");
    assertEquals(Optional.of(Theme.DARK), on("Linux", dark));
    assertEquals(
        Optional.of(Theme.LIGHT), on("Linux", Map.of("gdbus color-scheme", "(<<uint32 2>>,)")));
  }

  @Test
  void aDesktopWithoutPreferenceIsAskedForItsColoursAndThenForItsTheme() throws Exception {
    Map<String, String> scheme =
        Map.of("gdbus color-scheme", "(<<uint32 0>>,)", "gsettings color-scheme", "'prefer-dark'");
    assertEquals(Optional.of(Theme.DARK), on("Linux", scheme));
    Map<String, String> old =
        Map.of("gsettings color-scheme", "'default'", "gsettings gtk-theme", "'Yaru-Dark'");
    assertEquals(Optional.of(Theme.DARK), on("Linux", old));
    Map<String, String> light = Map.of("gsettings gtk-theme", "'Adwaita'");
    assertEquals(Optional.of(Theme.LIGHT), on("Linux", light));
  }

  @Test
  void aSystemThatTellsNothingIsUnknown() throws Exception {
    assertEquals(Optional.empty(), on("Linux", Map.of()));
    assertEquals(Optional.empty(), on("Windows 11", Map.of()));
    assertEquals(
        Optional.empty(), on("Windows 11", Map.of("reg AppsUseLightTheme", "ERROR: not found")));
    assertEquals(Optional.empty(), on("Linux", Map.of("gdbus color-scheme", "nonsense")));
  }

  @Test
  void theRegistryCountsLight() throws Exception {
    String line = "\r\n    AppsUseLightTheme    REG_DWORD    0x%d\r\n";
    Map<String, String> dark = Map.of("reg AppsUseLightTheme", line.formatted(0));
    Map<String, String> light = Map.of("reg AppsUseLightTheme", line.formatted(1));
    assertEquals(Optional.of(Theme.DARK), on("Windows 11", dark));
    assertEquals(Optional.of(Theme.LIGHT), on("Windows 11", light));
  }

  @Test
  void aMacSaysDarkOrFails() throws Exception {
    Map<String, String> dark = Map.of("defaults AppleInterfaceStyle", "Dark\n");
    assertEquals(Optional.of(Theme.DARK), on("Mac OS X", dark));
    assertEquals(Optional.of(Theme.LIGHT), on("Mac OS X", Map.of()));
  }

  @Test
  void unknownNamesOfAChoiceFollowTheSystem() {
    assertEquals(ThemeChoice.SYSTEM, ThemeChoice.of("purple"));
    assertEquals(ThemeChoice.DARK, ThemeChoice.of("dark"));
    assertEquals(
        List.of(Optional.empty(), Optional.of(Theme.LIGHT), Optional.of(Theme.DARK)),
        List.of(ThemeChoice.values()).stream().map(ThemeChoice::fixed).toList());
  }
}
