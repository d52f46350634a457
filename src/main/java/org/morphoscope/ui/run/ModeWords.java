package org.morphoscope.ui.run;

import javafx.util.StringConverter;
import org.morphoscope.run.AskingDecider;

/** Who decides, in the words of the window. */
final class ModeWords extends StringConverter<AskingDecider.Mode> {
  @Override
  public String toString(AskingDecider.Mode mode) {
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
  public AskingDecider.Mode fromString(String text) {
    throw new UnsupportedOperationException("a choice is not typed");
  }
}
