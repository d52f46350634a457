package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.morphoscope.ui.frame.Shortcut;
import org.morphoscope.ui.tour.TourFiles;
import org.morphoscope.ui.tour.TourStop;

class ShortcutTest {
  private static KeyEvent press(KeyCode code, boolean shift, boolean control) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false);
  }

  @Test
  void everyShortcutHasKeysOfItsOwnAndSaysWhatItDoes() {
    Set<String> keys = Stream.of(Shortcut.values()).map(Shortcut::keys).collect(Collectors.toSet());
    assertEquals(Shortcut.values().length, keys.size());
    for (Shortcut shortcut : Shortcut.values()) {
      assertTrue(!shortcut.text().isBlank(), shortcut.name());
      assertEquals(shortcut.withShortcutKey(), shortcut.keys().startsWith("Ctrl"));
    }
  }

  @Test
  void theStageModeHasTwoKeysAndTheNumberPadWorksToo() {
    assertEquals(Optional.of(Shortcut.STAGE), Shortcut.of(press(KeyCode.P, true, true)));
    assertEquals(Optional.of(Shortcut.STAGE), Shortcut.of(press(KeyCode.F5, false, false)));
    assertEquals(Optional.of(Shortcut.LARGER), Shortcut.of(press(KeyCode.ADD, false, true)));
    assertEquals(Optional.of(Shortcut.FIT), Shortcut.of(press(KeyCode.F, false, false)));
    assertEquals(Optional.of(Shortcut.SEARCH), Shortcut.of(press(KeyCode.F, false, true)));
    assertEquals(Optional.empty(), Shortcut.of(press(KeyCode.Q, false, true)));
  }

  @Test
  void everyKeyThatTheTourNamesIsAKeyOfTheWindow() throws IOException {
    Set<String> named = new TreeSet<>();
    for (TourStop stop : TourFiles.read(List.of())) {
      for (String paragraph : stop.paragraphs()) {
        named.addAll(KeyNames.inText(paragraph));
      }
    }
    assertTrue(
        named.containsAll(
            Set.of("F", "Escape", "W", "[", "A", "V", "D", "Ctrl+Enter", "Ctrl+E", "F5", "?")),
        named.toString());
    named.removeIf(KeyNames::known);
    assertEquals(Set.of(), named);
  }

  @Test
  void keysInTheWordsOfTheSheetAreKeysOfTheWindow() {
    for (Shortcut shortcut : Shortcut.values()) {
      for (String key : KeyNames.inText(shortcut.text() + ".")) {
        assertTrue(KeyNames.known(key), shortcut + ": " + key);
      }
    }
  }

  @Test
  void aKeyThatNobodyListensToIsFound() {
    assertEquals(Set.of("Ctrl+Q", "J"), KeyNames.inText("Press J, or Ctrl+Q to leave."));
    assertEquals(Set.of("Ctrl+Q"), KeyNames.inBrackets("Leave (Ctrl+Q)"));
    assertFalse(KeyNames.known("Ctrl+Q"));
    assertFalse(KeyNames.known("J"));
  }
}
