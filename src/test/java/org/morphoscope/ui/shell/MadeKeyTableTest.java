package org.morphoscope.ui.shell;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.morphoscope.docs.Documents;
import org.morphoscope.ui.frame.Shortcut;

/** The keys in user-guide.md are those of the window. */
class MadeKeyTableTest {
  @Test
  void keys() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Shortcut.Group group : Shortcut.Group.values()) {
      text.append("| %s | |\n|---|---|\n".formatted(group.title()));
      Arrays.stream(Shortcut.values())
          .filter(shortcut -> shortcut.group() == group)
          .forEach(
              shortcut -> text.append("| %s | %s |\n".formatted(shortcut.keys(), shortcut.text())));
      if (group == Shortcut.Group.VIEW) {
        // a character, not a key: see Keys
        text.append("| ? | list of all keys |\n");
      }
      text.append('\n');
    }
    Documents.requireMade(Documents.site("user-guide.md"), "keys", text.toString());
  }
}
