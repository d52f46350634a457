package org.morphoscope.ui;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import javafx.css.CssParser;
import javafx.css.Stylesheet;
import org.morphoscope.ui.kit.Theme;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the style sheets once while JavaFX starts on other threads. What was read is not kept; but
 * the code that reads has run by then, and the window's thread reads in half of the time. The
 * window must wait for it: JavaFX's tables of style classes are for one thread at a time.
 */
final class StyleReader extends Thread {
  private static final Logger LOG = LoggerFactory.getLogger(StyleReader.class);

  private final Theme theme;
  private final URL own;

  /**
   * @param theme its style sheet is looked for among the program's resources
   * @param own the style sheet of the window
   */
  StyleReader(Theme theme, URL own) {
    super("styles");
    setDaemon(true);
    this.theme = theme;
    this.own = own;
  }

  @Override
  public void run() {
    try (InputStream compiled =
        StyleReader.class.getResourceAsStream(theme.userAgentStylesheet())) {
      if (compiled != null) {
        Stylesheet.loadBinary(compiled);
      }
      new CssParser().parse(own);
    } catch (IOException e) {
      LOG.warn("style sheets cannot be read ahead", e);
    }
  }
}
