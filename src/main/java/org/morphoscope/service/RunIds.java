package org.morphoscope.service;

import java.io.IOException;
import java.util.regex.Pattern;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/** Names of runs that are also names of folders: no name of a client leads out of its folder. */
public final class RunIds {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern DOTS = Pattern.compile("\\.+");

  private RunIds() {}

  /**
   * {@return whether a text can be the name of a run: letters, digits, dot, hyphen, underscore, 1
   * to 100}
   *
   * @param id any text
   */
  public static boolean isAllowed(String id) {
    return ALLOWED.matcher(id).matches() && !DOTS.matcher(id).matches();
  }

  /**
   * @param id any text, also of a client
   * @return the same name
   * @throws IOException in one sentence when it cannot be the name of a run
   */
  public static String require(String id) throws IOException {
    if (isAllowed(id)) {
      return id;
    }
    throw new IOException(
        Texts.of(
            "run '%s': expected 1 to 100 letters, digits, dots, hyphens or underscores that are not all dots, found something else; take a name from the list of runs.",
            Names.shown(id.length() > 120 ? id.substring(0, 120) + "..." : id)));
  }
}
