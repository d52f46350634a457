package org.morphoscope.ui.run;

import javafx.util.StringConverter;
import org.morphoscope.run.config.Keep;

/** Which nets stay on the disk, in words. */
final class KeepWords extends StringConverter<Keep> {
  @Override
  public String toString(Keep keep) {
    return keep == Keep.LAST ? "the last net" : "every round's net";
  }

  @Override
  public Keep fromString(String text) {
    throw new UnsupportedOperationException("a choice is not typed");
  }
}
