package org.morphoscope.ui.shell;

import java.net.URL;
import javafx.application.Application;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.settings.Preferences;
import org.morphoscope.ui.shell.interactor.LookInteractor;

/** The style sheets that the window begins with. */
public final class WindowDress {
  private static final String STYLE = "/org/morphoscope/ui/morphoscope.css";

  private WindowDress() {}

  /**
   * Dresses the window. To be called before the first control is made, or JavaFX would read its own
   * style sheet first.
   *
   * @return address of the window's own style sheet
   */
  static String dress(Preferences preferences) {
    Application.setUserAgentStylesheet(firstTheme(preferences).userAgentStylesheet());
    return style().toExternalForm();
  }

  /**
   * {@return the look of last time, light when there was none}
   *
   * @param preferences remember what was chosen
   */
  public static Theme firstTheme(Preferences preferences) {
    return LookInteractor.lastTheme(preferences);
  }

  /** {@return the place of the style sheet of the window} */
  public static URL style() {
    return WindowDress.class.getResource(STYLE);
  }
}
