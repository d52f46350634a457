package org.morphoscope.ui.run;

import javafx.util.StringConverter;
import org.morphoscope.run.Asking;

/** Who decides, in the words of the window. */
final class ModeWords extends StringConverter<Asking.Mode> {
  @Override
  public String toString(Asking.Mode mode) {
    if (mode == null) {
      return "";
    }
    return switch (mode) {
      case AUTOMATIC -> "Automatic";
      case ASK -> "Ask me";
      case COUNTDOWN -> "Ask with a countdown";
    };
  }

  @Override
  public Asking.Mode fromString(String text) {
    throw new UnsupportedOperationException("a choice is not typed");
  }
}
